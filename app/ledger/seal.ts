import type { JSONWebKeySet } from "jose";
import type { Sql, TransactionSql } from "postgres";
import { z } from "zod";
import { canonicalJson, sha256Hex } from "./canonical.ts";
import type { Keys } from "./keys.ts";
import { listRecords } from "./list-records.ts";
import { leafHash, merkleRoot } from "./merkle.ts";
import { openSigned, signText } from "./signature.ts";

/** A SHA-256, as 64 lower-case hexadecimal digits. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a seal says. `previous` is the digest of the body before it; `first` counts the records before it. */
export const sealBody = z.strictObject({
  v: z.literal(1),
  number: z.int().min(1),
  previous: digest.nullable(),
  size: z.int().min(1),
  first: z.int().min(0),
  root: digest,
  sealed_at: z.iso.datetime({ precision: 3 }),
});
export type SealBody = z.infer<typeof sealBody>;

/** What a seal says, once it is signed by one of the public keys. Refuses in words. */
export async function openSeal(
  jws: string,
  publicKeys: JSONWebKeySet,
): Promise<{ seal: SealBody; text: string } | { refused: string }> {
  const opened = await openSigned(jws, "seal", publicKeys);
  if ("refused" in opened) return opened;
  try {
    return { seal: sealBody.parse(JSON.parse(opened.text)), text: opened.text };
  } catch {
    return { refused: "What the seal signs is not written as a seal of Signpost." };
  }
}

/** Records a seal at most: its leaves stay small enough to hash, send and prove in a moment. */
export const sealLimit = 10_000;

/**
 * Seals what is committed and waits, up to `limit` records, in one transaction as the owner. Returns how
 * many were sealed: none too when another process is sealing just now.
 */
export async function sealCommitted(
  sql: Sql,
  keys: Keys,
  now: Date,
  { limit = sealLimit }: { limit?: number } = {},
): Promise<number> {
  return sql.begin(async (tx) => {
    const [lock] = await tx`
      select pg_try_advisory_xact_lock(hashtext('signpost: sealing')) as held`;
    if (!lock?.held) return 0;
    const waiting = await tx<{ id: string; body: string }[]>`
      select record_id as id, body from ledger_unsealed join ledger_records on id = record_id
      order by record_id limit ${limit}`;
    if (waiting.length === 0) return 0;
    await addSeal(tx, keys, now, waiting);
    return waiting.length;
  });
}

async function addSeal(
  tx: TransactionSql,
  keys: Keys,
  now: Date,
  records: { id: string; body: string }[],
): Promise<void> {
  const [last] = await tx<{ body: string }[]>`
    select body from ledger_seals order by number desc limit 1`;
  const before = last && sealBody.parse(JSON.parse(last.body));
  const leaves = Buffer.concat(records.map(({ body }) => leafHash(body)));
  const seal: SealBody = {
    v: 1,
    number: before ? before.number + 1 : 1,
    previous: last ? sha256Hex(last.body) : null,
    size: records.length,
    first: before ? before.first + before.size : 0,
    root: merkleRoot(leaves).toString("hex"),
    sealed_at: now.toISOString(),
  };
  const body = canonicalJson(seal);
  const signature = await signText(keys, "seal", body);
  const ids = records.map(({ id }) => id);
  // The leaves' hashes are kept a second time, in the seal: they let the verifier name a changed record.
  await tx`
    with seal as (
      insert into ledger_seals (number, sealed_at, body, signature, leaf_hashes)
      values (${seal.number}, ${seal.sealed_at}, ${body}, ${signature}, ${leaves})
      returning number
    ), leaves as (
      insert into ledger_leaves (seal, position, record_id)
      select seal.number, leaf.place - 1, leaf.id
      from seal, unnest(${ids}::uuid[]) with ordinality as leaf (id, place)
    )
    delete from ledger_unsealed where record_id = any(${ids}::uuid[])`;
  await listRecords(
    tx,
    seal.number,
    records.map(({ body }) => body),
  );
}
