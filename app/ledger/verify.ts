import type { JSONWebKeySet } from "jose";
import type { Sql, TransactionSql } from "postgres";
import { type Fault, nameFault } from "./fault.ts";
import { nameLooseEnd } from "./loose-ends.ts";
import { openSeal } from "./seal.ts";
import { isIntact, readLeaves } from "./sealed-leaf.ts";
import {
  type GenuineSeal,
  isCopyGenuine,
  type KeptSeal,
  storedSeals,
  takeGenuine,
} from "./stored-seal.ts";

/** How many sealed records and seals were found in order, how many records wait, and the first fault. */
export type LedgerVerdict = {
  records: number;
  seals: number;
  unsealed: number;
  fault: Fault | null;
};

/**
 * Checks the whole ledger as the owner, against public keys from outside the database: each seal's
 * signature and chain, each record's bytes and place. It reads one snapshot, in ledger order, a few
 * megabytes at a time, and stops at the first fault. With `anchor`, a seal (JWS) that was kept elsewhere,
 * it also sees a tail that was cut off and a history that was written and signed anew.
 */
export async function verifyLedger(
  sql: Sql,
  publicKeys: JSONWebKeySet,
  { anchor }: { anchor?: string } = {},
): Promise<LedgerVerdict> {
  const kept = anchor === undefined ? null : await openSeal(anchor, publicKeys);
  if (kept && "refused" in kept) {
    const sentence = `The seal kept elsewhere cannot be used. ${kept.refused}`;
    const fault = { seal: null, position: null, recordId: null, sentence };
    return { records: 0, seals: 0, unsealed: 0, fault };
  }
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    const [waiting] = await tx`select count(*)::int as count from ledger_unsealed`;
    return { ...(await verifySeals(tx, publicKeys, kept)), unsealed: waiting?.count };
  });
}

async function verifySeals(
  tx: TransactionSql,
  publicKeys: JSONWebKeySet,
  kept: KeptSeal | null,
): Promise<Omit<LedgerVerdict, "unsealed">> {
  let last: GenuineSeal | null = null;
  const verdict = (fault: Fault | null) => ({
    records: last ? last.says.first + last.says.size : 0,
    seals: last?.number ?? 0,
    fault,
  });
  for await (const stored of storedSeals(tx)) {
    const { genuine, fault } = await takeGenuine(stored, publicKeys, last, kept);
    const doubtful = await firstDoubtful(tx, genuine);
    for (const seal of genuine) {
      if (seal === doubtful) return verdict(await nameFault(tx, seal));
      last = seal;
    }
    if (fault) return verdict({ position: null, recordId: null, ...fault });
  }
  const end = { last: last?.number ?? 0, sealed: verdict(null).records };
  return verdict(nameCut(end.last, kept) ?? (await nameLooseEnd(tx, end)));
}

/** The first of a run of seals that does not have exactly its records, in order; null when all do. */
async function firstDoubtful(
  tx: TransactionSql,
  seals: GenuineSeal[],
): Promise<GenuineSeal | null> {
  const [first] = seals;
  if (!first) return null;
  // How many records in a row each seal was found to have; NaN, which equals no size, after a wrong one.
  const found = seals.map(() => 0);
  await readLeaves(tx, first.number, first.number + seals.length - 1, (leaf) => {
    const index = leaf.seal - first.number;
    const position = found[index] as number;
    const { leafHashes } = seals[index] as GenuineSeal;
    found[index] = isIntact(leaf, leafHashes, position) ? position + 1 : Number.NaN;
  });
  return (
    seals.find((seal, index) => found[index] !== seal.says.size || !isCopyGenuine(seal)) ?? null
  );
}

function nameCut(last: number, kept: KeptSeal | null): Fault | null {
  if (!kept || kept.seal.number <= last) return null;
  const sentence = `The end was cut off: seal ${kept.seal.number} was kept elsewhere, and here the last is seal ${last}.`;
  return { seal: last + 1, position: null, recordId: null, sentence };
}
