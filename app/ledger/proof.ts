import { eq } from "drizzle-orm";
import type { Executor } from "#app/db.ts";
import { ledgerLeaves, ledgerSeals } from "#drizzle/schema/ledger.ts";
import { hashLength, inclusionProof } from "./merkle.ts";

/** That a record stands under a seal: `seal` is its JWS, `path` hexadecimal, nearest sibling first. */
export type Inclusion = { seal: string; position: number; path: string[]; size: number };

/** The proof that a record is sealed, or null while it waits for its seal. */
export async function inclusionOf(db: Executor, recordId: string): Promise<Inclusion | null> {
  const [leaf] = await db
    .select({
      seal: ledgerSeals.signature,
      position: ledgerLeaves.position,
      leafHashes: ledgerSeals.leafHashes,
    })
    .from(ledgerLeaves)
    .innerJoin(ledgerSeals, eq(ledgerSeals.number, ledgerLeaves.seal))
    .where(eq(ledgerLeaves.recordId, recordId));
  if (!leaf) return null;
  const { seal, position, leafHashes } = leaf;
  const path = inclusionProof(leafHashes, position).map((hash) => hash.toString("hex"));
  return { seal, position, path, size: leafHashes.length / hashLength };
}
