import { Secret } from "otpauth";
import { expect } from "vitest";
import { prepareApp, readPreparedApp } from "#app/auth/second-factor/authenticator-app.ts";
import { type Enrolling, enrolApp } from "#app/auth/second-factor/enrol.ts";
import type { Portal } from "#app/portal.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { inSession } from "#tests/auth/someone.ts";
import { codeOf } from "./code-of.ts";
import type { visitor } from "./visitor.ts";

/** The bytes of a key as a page shows it. */
export function secretOf(key: string): Uint8Array {
  return Secret.fromBase32(key.replaceAll(" ", "")).bytes;
}

/** Sets up an app as its page does; answers its secret, and what enrolling gave. */
export async function enrolAppOf(somebody: Enrolling, portal: Portal) {
  const person = somebody.sessionId ? somebody : await inSession(somebody, portal);
  await prepareApp(person, portal);
  const app = await readPreparedApp(person, portal);
  if (!app) throw new Error("No app is being set up.");
  const secret = secretOf(app.key);
  const enrolled = await enrolApp(person, portal, { code: codeOf(secret, portal.now()) });
  if ("refused" in enrolled) throw new Error(enrolled.refused);
  return { secret, ...enrolled };
}

/** Sets up an app over HTTP, for somebody signed in to a running demo. */
export async function addApp(who: ReturnType<typeof visitor>): Promise<Uint8Array> {
  await who.send("/account/second-factor?index", {});
  const { text } = await who.ask("/account/second-factor/app");
  const key = /app-key">([A-Z2-7 ]+)</.exec(text)?.[1] ?? "";
  const secret = secretOf(key);
  const code = codeOf(secret, new Date());
  const done = await who.send("/account/second-factor/app", { code, password: demoPassword });
  expect(done.text).toContain("Your recovery codes");
  return secret;
}
