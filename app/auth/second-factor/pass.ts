import { eq } from "drizzle-orm";
import { sessions } from "#drizzle/schema/auth.ts";
import type { Portal } from "../../portal.ts";
import { holdPerson } from "../hold-person.ts";
import { isSignedInStill, signedOutMeanwhile } from "../session.ts";
import type { HalfSignedIn } from "../viewer.ts";
import { writeWait } from "../wait-words.ts";
import { takeCode } from "./authenticator-app.ts";
import { takeRecoveryCode } from "./recovery-codes.ts";
import { takePasskey } from "./take-passkey.ts";

/** What somebody shows as their second factor. */
export type ShownFactor =
  | { by: "code"; code: string }
  | { by: "recovery-code"; code: string }
  | { by: "passkey"; answer: string; challenge: string | null };

export type Passed = {
  setCookie: string;
  /** After a recovery code: how many are left. */
  recoveryCodesLeft: number | null;
};

/**
 * Shows the second factor: the half session ends and a whole one begins, under a new id. Refuses a wrong factor, a
 * used one, tries that follow each other too fast, whatever is tried, and who was signed out meanwhile.
 */
export async function passSecondFactor(
  half: HalfSignedIn,
  portal: Portal,
  shown: ShownFactor,
): Promise<Passed | { refused: string; status: 400 | 429; retryAfter?: number }> {
  const { personId, method, link } = half;
  const wait = await portal.throttle.waitForFactor(personId);
  if (wait > 0) return { refused: writeWait(wait), status: 429, retryAfter: wait };
  const right = await showFactor(personId, portal, shown);
  if ("refused" in right) return { ...right, status: 400 };
  await portal.throttle.succeedWithFactor(personId);
  const setCookie = await portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    if (!(await isSignedInStill(tx, half))) return null;
    await tx.delete(sessions).where(eq(sessions.id, half.sessionId));
    return portal.sessions.start(personId, { method, withSecondFactor: true, link }, tx);
  });
  if (!setCookie) return { refused: signedOutMeanwhile, status: 400 };
  return { setCookie, recoveryCodesLeft: "left" in right ? right.left : null };
}

function showFactor(
  personId: string,
  portal: Portal,
  shown: ShownFactor,
): Promise<object & ({ left: number } | { refused: string } | { shown: true })> {
  switch (shown.by) {
    case "code":
      return takeCode(portal.db, portal, { personId, code: shown.code }).then(asShown);
    case "passkey":
      return takePasskey(portal, { ...shown, personId }).then(asShown);
    case "recovery-code":
      return portal.db.transaction((tx) =>
        takeRecoveryCode(tx, { personId, code: shown.code, now: portal.now() }),
      );
  }
}

const asShown = (answer: object | { refused: string }) =>
  "refused" in answer ? { refused: String(answer.refused) } : { shown: true as const };
