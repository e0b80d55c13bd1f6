import type { TransactionSql } from "postgres";
import { hashesIn, leafHash, merkleRoot } from "./merkle.ts";
import { readLeaves, type SealedLeaf } from "./sealed-leaf.ts";
import { type GenuineSeal, isCopyGenuine } from "./stored-seal.ts";

/** What is wrong with a ledger. Positions count from 0; null where a fault has no place or no record. */
export type Fault = {
  seal: number | null;
  position: number | null;
  recordId: string | null;
  sentence: string;
};

/**
 * Names the first record under a seal that is not what, or not where, it was when it was sealed. The root
 * alone would say that something is wrong; the leaf hashes kept a second time, beside the seal, say what.
 */
export async function nameFault(tx: TransactionSql, seal: GenuineSeal): Promise<Fault> {
  const leaves: SealedLeaf[] = [];
  await readLeaves(tx, seal.number, seal.number, (leaf) => leaves.push(leaf));
  if (!isCopyGenuine(seal)) return nameAlteredCopy(seal, leaves);

  const sealed = hashesIn(seal.leafHashes);
  const wrong = leaves.findIndex((leaf, at) => !isIntact(leaf, at, sealed[at]));
  const position = wrong < 0 ? leaves.length : wrong;
  const { recordId, sentence } =
    whatStands(leaves, position, sealed) ?? (await whatIsGone(tx, leaves, sealed[position]));
  const place = `position ${position} of seal ${seal.number}`;
  return { seal: seal.number, position, recordId, sentence: sentence(place) };
}

type Named = { recordId: string | null; sentence: (place: string) => string };

/** Whether a leaf is the one that was sealed at a position. */
export function isIntact(leaf: SealedLeaf, position: number, sealed: Buffer | undefined): boolean {
  return (
    leaf.position === position &&
    sealed !== undefined &&
    leaf.hash !== null &&
    leaf.hash.equals(sealed) &&
    leaf.columnsAgree
  );
}

/** What is wrong with the record that stands at a position, or null when its own is simply gone. */
function whatStands(leaves: SealedLeaf[], position: number, sealed: Buffer[]): Named | null {
  const here = leaves[position];
  const wanted = sealed[position];
  const 
}
