import { expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { readAcknowledgement } from "#app/attestation/acknowledgement.ts";
import { challengeOf, givenFor } from "#app/auth/second-factor/challenge.ts";
import { enrolPasskey } from "#app/auth/second-factor/enrol.ts";
import { optionsToMake, optionsToUse } from "#app/auth/second-factor/passkey-options.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Portal } from "#app/portal.ts";
import { cookieOf, inSession } from "#tests/auth/someone.ts";
import { authenticator } from "#tests/support/authenticator.ts";
import { testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
const here = { site: "training.example.ca", origin: "https://training.example.ca" };
const portal = (): Portal => ({ ...city.portal, publicUrl: here.origin });
const challengeIn = (given: { options: object } | null) =>
  String((given?.options as { challenge?: string } | undefined)?.challenge);

/** One of the fixed people, with a passkey, signed in by it. */
async function withPasskey(known: string) {
  const person = await inSession(await city.viewer(known), portal());
  const device = authenticator(here);
  const given = await optionsToMake(portal(), person, "Phone");
  const bound = { session: person.sessionId, errand: "make" } as const;
  const made = await enrolPasskey(person, portal(), {
    answer: device.make(challengeIn(given)),
    challenge: givenFor(portal(), cookieOf(given?.setCookie ?? ""), bound)?.challenge ?? null,
    name: "Phone",
  });
  if ("refused" in made) throw new Error(made.refused);
  const { viewer } = await city.portal.sessions.signedInBy(cookieOf(made.setCookie));
  if (!viewer) throw new Error("Nobody is signed in.");
  await completeLessons(viewer, portal());
  return { viewer, device };
}

type Device = ReturnType<typeof authenticator>;

async function acknowledgeBy(
  viewer: Viewer,
  device: Device,
  { errand = "acknowledge", bent = {}, session = viewer.sessionId }: Partial<Shown> = {},
) {
  const asking = { personId: viewer.personId, sessionId: session };
  const given = await optionsToUse(portal(), asking, errand);
  const cookie = cookieOf(given?.setCookie ?? "");
  const passkey = {
    answer: device.use(challengeIn(given), bent),
    challenge: challengeOf(portal(), cookie, viewer.sessionId, "acknowledge"),
  };
  const duty = await dutyOf(viewer, portal());
  const { versionDigest } = duty.version;
  const stated = { versionDigest, agreed: true, typedName: "As Typed", password: "" };
  return acknowledge(viewer, portal(), duty, { ...stated, passkey });
}
type Shown = { errand: "use" | "acknowledge"; bent: { isVerified?: boolean }; session: string };

test("whoever shows a passkey acknowledges without a password, and the record says by what", async () => {
  const { viewer, device } = await withPasskey("1007");
  const done = await acknowledgeBy(viewer, device);
  if ("refused" in done) throw new Error(done.refused);
  const kept = await readAcknowledgement(viewer, portal(), done.reference);
  expect(kept?.method).toBe("passkey");
  expect(JSON.parse(kept?.record.body ?? "").facts).toMatchObject({
    method: "passkey",
    session: { method: "password", second_factor: true },
  });
});

test("a passkey acknowledges only by a challenge for that, in this session, with a finger, a face or a PIN, and as its own person", async () => {
  const { viewer, device } = await withPasskey("1006");
  const { device: another } = await withPasskey("1009");
  const refused = { at: "passkey", status: 400 };
  expect(await acknowledgeBy(viewer, device, { errand: "use" })).toMatchObject(refused);
  expect(await acknowledgeBy(viewer, device, { session: "another" })).toMatchObject(refused);
  expect(await acknowledgeBy(viewer, device, { bent: { isVerified: false } })).toMatchObject(
    refused,
  );
  expect(await acknowledgeBy(viewer, another)).toMatchObject(refused);
  expect(await acknowledgeBy(viewer, device)).toHaveProperty("reference");
});
