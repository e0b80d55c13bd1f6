import { sql } from "drizzle-orm";
import type { Executor } from "../../db.ts";

/** Whether somebody has no password here, because they sign in at a provider that wants it so. */
export async function hasPasswordsOff(db: Executor, personId: string): Promise<boolean> {
  const [found] = await db.execute<{ off: boolean }>(
    sql`select has_passwords_off(${personId}) as off`,
  );
  return found?.off ?? false;
}

/** Told who would use the password that they had here. */
export const passwordIsOff =
  "Your password no longer counts: sign in with your account of the City, by its button on the sign-in page";

/** Told where somebody would get or use a code to set a password with. */
export const noPasswordNeeded =
  "No code is needed: this person signs in with their account of the City, by its button on the sign-in page";

/** Why no set-up code is made for somebody; null where one can be. */
export async function whyNoSetUpCode(db: Executor, personId: string): Promise<string | null> {
  return (await hasPasswordsOff(db, personId)) ? noPasswordNeeded : null;
}
