import type { Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { holdPerson } from "../hold-person.ts";
import { recordSignInChange } from "../record-sign-in-change.ts";
import { endSessions, isSignedInStill, signedOutMeanwhile } from "../session.ts";
import type { HalfSignedIn, Viewer } from "../viewer.ts";
import { writeWait } from "../wait-words.ts";
import { confirmApp } from "./authenticator-app.ts";
import { countFactors } from "./factors.ts";
import { keepPasskey, verifyNewPasskey } from "./make-passkey.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";

/** Whoever adds a factor: signed in, or sent to make their first one. */
export type Enrolling = Viewer | HalfSignedIn;

type Kept = Pick<
  Portal,
  "db" | "now" | "organization" | "publicUrl" | "sessions" | "throttle" | "vault"
>;

/** With the first factor come recovery codes, shown once; further ones leave them as they are. */
export type Enrolled = { setCookie: string; recoveryCodes: string[] | null };

export type EnrolmentRefused = { refused: string; status: 400 | 429; retryAfter?: number };

/**
 * Adds an app, by the first code of it. Every session of the person ends, and this one begins anew with a second
 * factor shown. Refuses a wrong code, tries that follow each other too fast, and who was signed out meanwhile.
 */
export async function enrolApp(
  person: Enrolling,
  portal: Kept,
  { code }: { code: string },
): Promise<Enrolled | EnrolmentRefused> {
  const { personId } = person;
  const wait = await portal.throttle.waitForFactor(personId);
  if (wait > 0) return { refused: writeWait(wait), status: 429, retryAfter: wait };
  const now = portal.now();
  const enrolled = await enrol(person, portal, "app", (tx) =>
    confirmApp(tx, portal, { personId, code, now }),
  );
  if (!("refused" in enrolled)) await portal.throttle.succeedWithFactor(personId);
  return enrolled;
}

/** Adds a passkey, by what the browser answers that made it. Otherwise as `enrolApp`. */
export async function enrolPasskey(
  person: Enrolling,
  portal: Kept,
  { answer, challenge, name }: { answer: string; challenge: string | null; name: string },
): Promise<Enrolled | EnrolmentRefused> {
  const verified = await verifyNewPasskey(portal, { answer, challenge });
  if ("refused" in verified) return { refused: verified.refused, status: 400 };
  const now = portal.now();
  return enrol(person, portal, "passkey", (tx) =>
    keepPasskey(tx, verified, { personId: person.personId, name, now }),
  );
}

async function enrol(
  person: Enrolling,
  portal: Kept,
  factor: "app" | "passkey",
  add: (tx: Transaction) => Promise<{ app: string } | { passkey: string } | { refused: string }>,
): Promise<Enrolled | EnrolmentRefused> {
  const { personId } = person;
  const now = portal.now();
  const done = await portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    if (!(await isSignedInStill(tx, person))) return { refused: signedOutMeanwhile };
    const before = await countFactors(tx, personId);
    // Who is half signed in makes the first one only: a second is added after showing the first.
    if ("owes" in person && before > 0) {
      return { refused: "Sign in again: a second step was set up meanwhile" };
    }
    const added = await add(tx);
    if ("refused" in added) return added;
    await recordSignInChange(tx, {
      ...{ act: "enrol-second-factor", by: personId, about: personId, at: now },
      facts: { factor, ...added },
    });
    await endSessions(tx, personId);
    const recoveryCodes = before === 0 ? await makeRecoveryCodes(tx, personId, now) : null;
    const shown = { method: person.method, withSecondFactor: true, ...person.link };
    return { recoveryCodes, setCookie: await portal.sessions.start(personId, shown, tx) };
  });
  return "refused" in done ? { ...done, status: 400 } : done;
}
