import type { JSONWebKeySet } from "jose";
import type { Sql, TransactionSql } from "postgres";
import { sha256Hex } from "./canonical.ts";
import { hashLength, merkleRoot } from "./merkle.ts";
import { openSeal, type SealBody } from "./seal.ts";

/** A seal as the database holds it. */
export type StoredSeal = {
  number: number;
  /** Milliseconds as `Date` counts them: a number, since Drizzle changes how its client reads times. */
  sealedAt: number;
  body: string;
  signature: string;
  leafHashes: Buffer;
};

/** A stored seal that is signed and follows the one before: `says` is what it says. */
export type GenuineSeal = StoredSeal & { says: SealBody };

/** A seal that came from outside the database, opened. */
export type KeptSeal = { seal: SealBody; text: string };

/** Streams the stored seals in order, in batches of at most 1,000 seals and about so many bytes of leaf hashes. */
export async function* storedSeals(
  sql: Sql | TransactionSql,
  { bytes = 8 * 1024 * 1024 }: { bytes?: number } = {},
): AsyncGenerator<StoredSeal[]> {
  let after = -(2 ** 31) - 1;
  for (;;) {
    const seals = await sql<StoredSeal[]>`
      select number, (extract(epoch from sealed_at) * 1000)::float8 as "sealedAt",
        body, signature, leaf_hashes as "leafHashes"
      from (
        select *, sum(octet_length(leaf_hashes)) over (order by number) as bytes
        from ledger_seals where number > ${after}::bigint order by number limit 1000
      ) as seal
      where bytes - octet_length(leaf_hashes) < ${bytes}::bigint
      order by number`;
    const last = seals.at(-1);
    if (!last) return;
    yield seals;
    after = last.number;
  }
}

/**
 * Takes the seals of a batch that are genuine, up to the first that is not: `fault` says which and why.
 * `before` is the last seal of the batch before.
 */
export async function takeGenuine(
  stored: StoredSeal[],
  publicKeys: JSONWebKeySet,
  before: GenuineSeal | null,
  kept: KeptSeal | null,
): Promise<{ genuine: GenuineSeal[]; fault: { seal: number; sentence: string } | null }> {
  const opened = await Promise.all(stored.map(({ signature }) => openSeal(signature, publicKeys)));
  const genuine: GenuineSeal[] = [];
  let last = before;
  for (const [index, seal] of stored.entries()) {
    const next = last ? last.number + 1 : 1;
    const told = opened[index] as (typeof opened)[number];
    if (seal.number > next) {
      return { genuine, fault: { seal: next, sentence: `Seal ${next} was removed.` } };
    }
    const why = "refused" in told ? told.refused : whyNotNext(seal, told, last, kept);
    if ("refused" in told || why) {
      const sentence = `Seal ${seal.number} was changed or inserted. ${why}`;
      return { genuine, fault: { seal: seal.number, sentence } };
    }
    last = { ...seal, says: told.seal };
    genuine.push(last);
  }
  return { genuine, fault: null };
}

function whyNotNext(
  stored: StoredSeal,
  { seal, text }: KeptSeal,
  last: GenuineSeal | null,
  kept: KeptSeal | null,
): string | null {
  if (text !== stored.body) return "Its text is not the one its signature covers.";
  if (seal.number !== stored.number || stored.number !== (last?.number ?? 0) + 1) {
    return "Its number is not the next.";
  }
  if (seal.previous !== (last ? sha256Hex(last.body) : null)) {
    return "It does not follow the seal before it.";
  }
  if (seal.first !== (last ? last.says.first + last.says.size : 0)) {
    return "It miscounts the records before it.";
  }
  if (Date.parse(seal.sealed_at) !== stored.sealedAt) {
    return "The time beside it is not the time it was sealed.";
  }
  if (kept?.seal.number === seal.number && kept.text !== text) {
    return "It is not the seal of this number that was kept elsewhere: the history up to it was rewritten.";
  }
  return null;
}

/** Whether the leaf hashes kept beside a seal give the root it signed. */
export function isCopyGenuine({ leafHashes, says }: GenuineSeal): boolean {
  return (
    leafHashes.length === says.size * hashLength &&
    merkleRoot(leafHashes).toString("hex") === says.root
  );
}
