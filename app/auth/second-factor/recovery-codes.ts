import { and, eq, isNull } from "drizzle-orm";
import { recoveryCodes } from "#drizzle/schema/second-factors.ts";
import type { Executor, Transaction } from "../../db.ts";
import { writeRecord } from "../../ledger/record.ts";
import { foldCode, hashCode, newCode } from "../code-spelling.ts";
import { recordSignInChange } from "../record-sign-in-change.ts";

/** How many codes are made at a time. */
const codesOfASet = 10;

/** What somebody is told whose recovery code opens nothing: misspelt, used, or of a set before. */
const wrongRecoveryCode =
  "This recovery code does not work. Compare it with your list, or take one that is not crossed out";

/**
 * Makes ten recovery codes in place of those before. They are given back once and kept only as their SHA-256; each
 * works once.
 */
export async function makeRecoveryCodes(
  tx: Transaction,
  personId: string,
  now: Date,
): Promise<string[]> {
  await withdrawRecoveryCodes(tx, personId, now);
  const codes = Array.from({ length: codesOfASet }, newCode);
  await tx.insert(recoveryCodes).values(
    codes.map((code) => ({
      codeHash: hashCode(foldCode(code) as string),
      ...{ personId, madeAt: now },
    })),
  );
  await writeRecord(tx, {
    ...{ act: "make-recovery-codes", by: personId, about: personId, at: now },
    facts: { count: codes.length },
  });
  return codes;
}

/** Takes a recovery code: of two at the same moment the second is refused. Says how many are left. */
export async function takeRecoveryCode(
  tx: Transaction,
  { personId, code, now }: { personId: string; code: string; now: Date },
): Promise<{ left: number } | { refused: string }> {
  const folded = foldCode(code);
  const [used] = folded
    ? await tx
        .update(recoveryCodes)
        .set({ usedAt: now })
        .where(and(eq(recoveryCodes.codeHash, hashCode(folded)), stillWorks(personId)))
        .returning({ codeHash: recoveryCodes.codeHash })
    : [];
  if (!used) return { refused: wrongRecoveryCode };
  const left = await countRecoveryCodes(tx, personId);
  await recordSignInChange(tx, {
    ...{ act: "use-recovery-code", by: personId, about: personId, at: now },
    facts: { left },
  });
  return { left };
}

/** How many of the person's codes still work. */
export function countRecoveryCodes(db: Executor, personId: string): Promise<number> {
  return db.$count(recoveryCodes, stillWorks(personId));
}

/** Withdraws every code that still works. */
export async function withdrawRecoveryCodes(
  tx: Transaction,
  personId: string,
  now: Date,
): Promise<void> {
  await tx.update(recoveryCodes).set({ withdrawnAt: now }).where(stillWorks(personId));
}

const stillWorks = (personId: string) =>
  and(
    eq(recoveryCodes.personId, personId),
    isNull(recoveryCodes.usedAt),
    isNull(recoveryCodes.withdrawnAt),
  );
