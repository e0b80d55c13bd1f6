import { and, eq, isNull, sql } from "drizzle-orm";
import { credentials, setUpCodes } from "#drizzle/schema/auth.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { holdPerson } from "./hold-person.ts";
import { recordSignInChange } from "./record-sign-in-change.ts";
import { endSessions } from "./session.ts";

/** How the person showed that the password is theirs to set. */
export type PasswordProof =
  | { method: "set-up-code"; code_hash: string }
  | { method: "present-password" };

/**
 * Keeps a new password: every session of the person ends, open set-up codes are withdrawn, and the ledger says how the
 * person was known; who had a way in before is told. The credential is written before sessions end: a sign-in with the
 * old password that runs at the same time is ended too, or finds its password gone.
 */
export async function setPassword(
  tx: Transaction,
  personId: string,
  { passwordHash, proof, now }: { passwordHash: string; proof: PasswordProof; now: Date },
): Promise<void> {
  await holdPerson(tx, personId);
  const [before] = await tx.execute<{ hadWayIn: boolean }>(
    sql`select has_way_in(${personId}) as "hadWayIn"`,
  );
  await tx
    .insert(credentials)
    .values({ personId, passwordHash, setAt: now })
    .onConflictDoUpdate({ target: credentials.personId, set: { passwordHash, setAt: now } });
  await withdrawSetUpCodes(tx, personId, now);
  await endSessions(tx, personId);
  const record = before?.hadWayIn ? recordSignInChange : writeRecord;
  await record(tx, {
    act: "set-password",
    by: personId,
    about: personId,
    at: now,
    facts: proof,
  });
}

/** Withdraws every set-up code of a person that could still be used. */
export async function withdrawSetUpCodes(
  tx: Transaction,
  personId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(setUpCodes)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(setUpCodes.personId, personId),
        isNull(setUpCodes.usedAt),
        isNull(setUpCodes.withdrawnAt),
      ),
    );
}
