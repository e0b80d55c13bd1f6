import { sql } from "drizzle-orm";
import type { Executor } from "../../db.ts";
import { leafHash } from "../../ledger/merkle.ts";
import { inclusionOf } from "../../ledger/proof.ts";
import type { Portal } from "../../portal.ts";
import { recorded } from "../case-act.ts";
import type { OpenCase } from "../open-case.ts";

/**
 * The ledger's word about an act, as a file of its own: the record's exact text, and where it is sealed the seal (a
 * JWS) with the place and the path that prove it stands under it.
 */
type LedgerProof = {
  record: string;
  proof: { seal: string; position: number; path: string[] } | null;
};

/** The same in a severed export: a record says who did it, by their id. So only its hash is there. */
type SeveredProof = { note: string; leaf: string; proof: LedgerProof["proof"] };

/** Takes the record out of a proof, and leaves its leaf hash (RFC 6962), which the seal covers. */
export function withoutRecord({ record, proof }: LedgerProof): SeveredProof {
  const note =
    "The record says who did it, by an id that stands in other records too, and is left out of a severed copy. " +
    "Its leaf hash is here: whoever has the ledger can compare.";
  return { note, leaf: leafHash(record).toString("hex"), proof };
}

/** The case a record names, in the very words of the index that finds it. */
const named = sql.raw(`substring(body from '"case":"([^"]*)"')`);

/** By number of its act: each record of a case with its proof. */
export async function readLedgerProofs(
  { vault }: Pick<Portal, "vault">,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
): Promise<Map<number, LedgerProof>> {
  const rows = await db.execute<{ id: string; act: string; body: string }>(sql`
    select id, act, body from ledger_records
    where ${named} = ${vault.indexOf("case", id)}`);
  const names = new Set<string>(Object.values(recorded));
  const proofs = new Map<number, LedgerProof>();
  for (const { id: record, act, body } of rows) {
    if (!names.has(act)) continue;
    const found = await inclusionOf(db, record);
    const proof = found && { seal: found.seal, position: found.position, path: found.path };
    proofs.set(JSON.parse(body).facts.position, { record: body, proof });
  }
  return proofs;
}

/** The id of the record written last for a case: what an export waits for to be sealed. */
export async function lastRecordOf(
  { vault }: Pick<Portal, "vault">,
  db: Executor,
  { id }: Pick<OpenCase, "id">,
): Promise<string | undefined> {
  const [last] = await db.execute<{ id: string }>(sql`
    select id from ledger_records where ${named} = ${vault.indexOf("case", id)}
      and body ~ '"position":[0-9]'
    order by id desc limit 1`);
  return last?.id;
}
