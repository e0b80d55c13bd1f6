import { eq } from "drizzle-orm";
import { credentials } from "#drizzle/schema/auth.ts";
import type { Portal } from "../portal.ts";
import { isPassword } from "./password.ts";
import { hasPasswordsOff, passwordIsOff } from "./provider/passwords-off.ts";
import type { Viewer } from "./viewer.ts";
import { writeWait } from "./wait-words.ts";

/**
 * Has somebody who is signed in prove again who they are. Tries are counted by person, apart from those of
 * signing in, so that no stranger keeps out who is signed in. Refuses a wrong password, and any where passwords are
 * off (400), and one that came too soon (429).
 */
export async function provePassword(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "throttle">,
  { password }: { password: string },
): Promise<{ proven: true } | { refused: string; status: 400 | 429; retryAfter?: number }> {
  const { db, throttle } = portal;
  if (await hasPasswordsOff(db, viewer.personId)) return { refused: passwordIsOff, status: 400 };
  const wait = await throttle.waitForProof(viewer.personId);
  if (wait > 0) return { refused: writeWait(wait), status: 429, retryAfter: wait };
  const [credential] = await db
    .select({ passwordHash: credentials.passwordHash })
    .from(credentials)
    .where(eq(credentials.personId, viewer.personId));
  if (!(await isPassword(credential?.passwordHash ?? null, password))) {
    return { refused: "This password is wrong: enter the one you sign in with", status: 400 };
  }
  await throttle.succeedWithProof(viewer.personId);
  return { proven: true };
}
