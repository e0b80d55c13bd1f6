import type { JSONWebKeySet } from "jose";
import type { Sql } from "postgres";
import { databaseSource } from "./database-source.ts";
import { type Fault, nameFault } from "./fault.ts";
import type { LedgerSource } from "./ledger-source.ts";
import { openSeal } from "./seal.ts";
import { isIntact } from "./sealed-leaf.ts";
import { type GenuineSeal, isCopyGenuine, type KeptSeal, takeGenuine } from "./stored-seal.ts";

/** How many sealed records and seals were found in order, and the first fault. */
export type SealsVerdict = { records: number; seals: number; fault: Fault | null };

/** The same, and how many records wait for a seal. */
export type LedgerVerdict = SealsVerdict & { unsealed: number };

/** Against what a ledger is checked: `anchor` is a seal (JWS) that was kept elsewhere. */
export type Against = { anchor?: string | undefined };

/**
 * Checks the whole ledger as the owner, against public keys from outside the database: each seal's
 * signature and chain, each record's bytes and place. It reads one snapshot, in ledger order, a few
 * megabytes at a time, and stops at the first fault. With `anchor`, a seal (JWS) that was kept elsewhere,
 * it also sees a tail that was cut off and a history that was written and signed anew.
 */
export async function verifyLedger(
  sql: Sql,
  publicKeys: JSONWebKeySet,
  against: Against = {},
): Promise<LedgerVerdict> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    const verdict = await verifySource(databaseSource(tx), publicKeys, against);
    const [waiting] = await tx`select count(*)::int as count from ledger_unsealed`;
    return { ...verdict, unsealed: waiting?.count };
  });
}

/** Checks the seals and leaves of a source in order, up to the first fault. */
export async function verifySource(
  source: LedgerSource,
  publicKeys: JSONWebKeySet,
  { anchor }: Against,
): Promise<SealsVerdict> {
  const kept = anchor === undefined ? null : await openSeal(anchor, publicKeys);
  if (kept && "refused" in kept) {
    const sentence = `The seal kept elsewhere cannot be used. ${kept.refused}`;
    const fault = { seal: null, position: null, recordId: null, sentence };
    return { records: 0, seals: 0, fault };
  }
  return verifySeals(source, publicKeys, kept);
}

async function verifySeals(
  source: LedgerSource,
  publicKeys: JSONWebKeySet,
  kept: KeptSeal | null,
): Promise<SealsVerdict> {
  let last: GenuineSeal | null = null;
  const verdict = (fault: Fault | null) => ({
    records: last ? last.says.first + last.says.size : 0,
    seals: last?.number ?? 0,
    fault,
  });
  for await (const stored of source.seals()) {
    const { genuine, fault } = await takeGenuine(stored, publicKeys, last, kept);
    const doubtful = await firstDoubtful(source, genuine);
    for (const seal of genuine) {
      if (seal === doubtful) return verdict(await nameFault(source, seal));
      last = seal;
    }
    if (fault) return verdict({ position: null, recordId: null, ...fault });
  }
  const end = { last: last?.number ?? 0, sealed: verdict(null).records };
  return verdict(nameCut(end.last, kept) ?? (await source.nameLooseEnd(end)));
}

/** The first of a run of seals that does not have exactly its records, in order; null when all do. */
async function firstDoubtful(
  source: LedgerSource,
  seals: GenuineSeal[],
): Promise<GenuineSeal | null> {
  const [first] = seals;
  if (!first) return null;
  // How many records in a row each seal was found to have; NaN, which equals no size, after a wrong one.
  const found = seals.map(() => 0);
  await source.readLeaves(first.number, first.number + seals.length - 1, (leaf) => {
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
