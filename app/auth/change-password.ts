import type { Portal } from "../portal.ts";
import { holdPerson } from "./hold-person.ts";
import { hashPassword, whyNoPassword } from "./password.ts";
import { provePassword } from "./prove-password.ts";
import { hasPasswordsOff } from "./provider/passwords-off.ts";
import { isSignedInStill, signedOutMeanwhile } from "./session.ts";
import { setPassword } from "./set-password.ts";
import type { Viewer } from "./viewer.ts";

type PasswordRefused = {
  field: "presentPassword" | "newPassword";
  refused: string;
  status: 400 | 429;
  retryAfter?: number;
};

/**
 * Changes one's own password: every session ends, and this one begins anew. Refuses a wrong present
 * password, one that is easily guessed, tries that follow each other too fast, and who was signed out meanwhile.
 */
export async function changePassword(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now" | "sessions" | "throttle">,
  { presentPassword, newPassword }: { presentPassword: string; newPassword: string },
): Promise<{ setCookie: string } | PasswordRefused> {
  if (await hasPasswordsOff(portal.db, viewer.personId)) {
    const refused = "You need no password: you sign in with your account of the City";
    return { field: "newPassword", refused, status: 400 };
  }
  const mend = whyNoPassword(newPassword, [viewer.givenName, viewer.familyName, viewer.handle]);
  if (mend) return { field: "newPassword", refused: mend, status: 400 };
  const proof = await provePassword(viewer, portal, { password: presentPassword });
  if ("refused" in proof) return { field: "presentPassword", ...proof };
  const passwordHash = await hashPassword(newPassword);
  const now = portal.now();
  const { personId } = viewer;
  return portal.db.transaction(async (tx): Promise<{ setCookie: string } | PasswordRefused> => {
    await holdPerson(tx, personId);
    if (!(await isSignedInStill(tx, viewer))) {
      return { field: "presentPassword", refused: signedOutMeanwhile, status: 400 };
    }
    const proof = { method: "present-password" } as const;
    await setPassword(tx, personId, { passwordHash, proof, now });
    const { method, hasSecondFactor: withSecondFactor, link } = viewer;
    const shown = { method, withSecondFactor, link };
    return { setCookie: await portal.sessions.start(personId, shown, tx) };
  });
}
