import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { authenticatorApps, passkeys } from "#drizzle/schema/second-factors.ts";
import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import { countRecoveryCodes } from "./recovery-codes.ts";

/** What somebody can show as the second step of signing in. */
export type Factors = {
  /** Since when an app makes codes; null without one. */
  app: { since: Date } | null;
  /** The last made first. */
  passkeys: { id: string; name: string; madeAt: Date; lastUsedOn: Day | null }[];
  /** How many recovery codes still work. */
  recoveryCodes: number;
};

/** The factors of a person who is signed in, whole or half: their own. */
export async function readFactors(
  { personId }: { personId: string },
  db: Executor,
): Promise<Factors> {
  const [apps, keys, codes] = await Promise.all([
    db
      .select({ since: authenticatorApps.confirmedAt })
      .from(authenticatorApps)
      .where(isApp(personId)),
    db
      .select({
        ...{ id: passkeys.id, name: passkeys.name },
        ...{ madeAt: passkeys.madeAt, lastUsedOn: passkeys.lastUsedOn },
      })
      .from(passkeys)
      .where(isPasskey(personId))
      .orderBy(desc(passkeys.madeAt), asc(passkeys.id)),
    countRecoveryCodes(db, personId),
  ]);
  const since = apps[0]?.since;
  return { app: since ? { since } : null, passkeys: keys, recoveryCodes: codes };
}

/** How many factors a person has; recovery codes stand in for one, and are none. */
export async function countFactors(db: Executor, personId: string): Promise<number> {
  const [apps, keys] = [
    await db.$count(authenticatorApps, isApp(personId)),
    await db.$count(passkeys, isPasskey(personId)),
  ];
  return apps + keys;
}

/** Whether a person has a factor at this moment. Waits for a reset that is just going on. */
export async function hasFactorStill(db: Executor, personId: string): Promise<boolean> {
  const apps = await db
    .select({ id: authenticatorApps.id })
    .from(authenticatorApps)
    .where(isApp(personId))
    .for("share");
  if (apps.length > 0) return true;
  const keys = await db
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(isPasskey(personId))
    .for("share");
  return keys.length > 0;
}

export const isPasskey = (personId: string) =>
  and(eq(passkeys.personId, personId), isNull(passkeys.endedAt));

const isApp = (personId: string) =>
  and(
    eq(authenticatorApps.personId, personId),
    isNotNull(authenticatorApps.confirmedAt),
    isNull(authenticatorApps.endedAt),
  );
