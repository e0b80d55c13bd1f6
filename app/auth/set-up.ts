import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { hashPassword, whyNoPassword } from "./password.ts";
import { codeDoesNotWork, readSetUpCode, useSetUpCode } from "./set-up-code.ts";
import { writeWait } from "./wait-words.ts";

type SetUpRefused = {
  field: "code" | "newPassword";
  refused: string;
  /** Seconds until another try is heard. */
  retryAfter?: number;
};

/**
 * Sets a password with a set-up code and signs in. Refuses a code that does not work, a password that is
 * easily guessed, and an address that has tried too many codes.
 */
export async function setUp(
  portal: Pick<Portal, "db" | "now" | "organization" | "sessions" | "throttle">,
  { code, newPassword, address }: { code: string; newPassword: string; address: string },
): Promise<{ personId: string; setCookie: string } | SetUpRefused> {
  const { db, sessions, throttle } = portal;
  const wait = await throttle.waitForCode(address);
  if (wait > 0) return { field: "code", refused: writeWait(wait), retryAfter: wait };
  const { today } = await clockOf(portal);
  const now = portal.now();
  const holder = await readSetUpCode(db, { code, today, now });
  if (!holder) return { field: "code", refused: codeDoesNotWork };
  const mend = whyNoPassword(newPassword, holder.names);
  if (mend) {
    await throttle.succeedWithCode(address);
    return { field: "newPassword", refused: mend };
  }
  const passwordHash = await hashPassword(newPassword);
  const used = await db.transaction((tx) => useSetUpCode(tx, { code, passwordHash, today, now }));
  if ("refused" in used) return { field: "code", ...used };
  await throttle.succeedWithCode(address);
  const shown = { method: "set-up-code", withSecondFactor: false } as const;
  return { ...used, setCookie: await sessions.start(used.personId, shown) };
}
