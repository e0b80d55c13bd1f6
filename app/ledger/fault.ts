import type { LedgerSource } from "./ledger-source.ts";
import { hashLength, merkleRoot } from "./merkle.ts";
import { isIntact, type SealedLeaf } from "./sealed-leaf.ts";
import { type GenuineSeal, isCopyGenuine } from "./stored-seal.ts";

/** What is wrong with a ledger. Positions count from 0; null where a fault has no place or no record. */
export type Fault = {
  seal: number | null;
  position: number | null;
  recordId: string | null;
  sentence: string;
};

/** A record, and what happened to it; `place` is its position in words. */
type Named = { recordId: string | null; say: (place: string) => string };

/**
 * Names the first record under a seal that is not what, or not where, it was when it was sealed. The root
 * alone would say that something is wrong; the leaf hashes kept a second time, beside the seal, say what.
 */
export async function nameFault(source: LedgerSource, seal: GenuineSeal): Promise<Fault> {
  const leaves: SealedLeaf[] = [];
  await source.readLeaves(seal.number, seal.number, (leaf) => leaves.push(leaf));
  if (!isCopyGenuine(seal)) return nameAlteredCopy(seal, leaves);

  const wrong = leaves.findIndex((leaf, at) => !isIntact(leaf, seal.leafHashes, at));
  const position = wrong < 0 ? leaves.length : wrong;
  const sealed = hexHashesIn(seal.leafHashes);
  const { recordId, say } =
    whatStands(leaves, sealed, position) ??
    (await whatIsGone(source, seal.number, leaves, sealed[position]));
  const sentence = say(`position ${position} of seal ${seal.number}`);
  return { seal: seal.number, position, recordId, sentence };
}

/** What is wrong with the record that stands at a position; null when the one that belongs there is gone. */
function whatStands(leaves: SealedLeaf[], sealed: string[], position: number): Named | null {
  const here = leaves[position];
  const wanted = sealed[position];
  if (!here || here.position > position) return null;

  const { recordId } = here;
  const hash = here.hash?.toString("hex");
  const owner = leafWith(leaves, wanted);
  const isForeign = hash !== undefined && !sealed.includes(hash);
  if (wanted === undefined || here.position < position || (owner && isForeign)) {
    return { recordId, say: (place) => `${named(recordId)} was inserted at ${place}.` };
  }
  if (hash === undefined) {
    return { recordId, say: (place) => `${named(recordId)}, at ${place}, was removed.` };
  }
  if (hash === wanted) {
    const say = (place: string) =>
      `${named(recordId)}, at ${place}, was changed beside its sealed text: the person, act or time by which it is found is another.`;
    return { recordId, say };
  }
  if (isForeign || !here.columnsAgree) {
    const say = (place: string) =>
      `${named(recordId)}, at ${place}, was changed: its text is not the one that was sealed.`;
    return { recordId, say };
  }
  return null;
}

/** Where the record that belongs at a position went: elsewhere under the seal, outside of it, or nowhere. */
async function whatIsGone(
  source: LedgerSource,
  seal: number,
  leaves: SealedLeaf[],
  wanted: string | undefined,
): Promise<Named> {
  const moved = leafWith(leaves, wanted);
  if (moved) {
    const { recordId } = moved;
    const say = (place: string) =>
      `Records were reordered: ${named(recordId, "record")} belongs at ${place}, and stands at position ${moved.position}.`;
    return { recordId, say };
  }
  const recordId = wanted === undefined ? null : await source.findElsewhere(seal, wanted);
  if (recordId) {
    return { recordId, say: (place) => `Record ${recordId} was removed from ${place}.` };
  }
  return { recordId: null, say: (place) => `The record at ${place} was removed.` };
}

/** The hashes beside the seal are not the signed ones: are the records? */
function nameAlteredCopy({ number, leafHashes, says }: GenuineSeal, leaves: SealedLeaf[]): Fault {
  const found = leaves.flatMap(({ position, hash }) =>
    position < says.size && hash ? [hash] : [],
  );
  const hashes = Buffer.concat(found);
  const fault = { seal: number, position: null, recordId: null };
  if (found.length === 0 || merkleRoot(hashes).toString("hex") !== says.root) {
    const sentence = `Seal ${number} signs other records than it holds now, and the leaf hashes beside it were altered too: which record was changed, removed, inserted or reordered cannot be told.`;
    return { ...fault, sentence };
  }
  const kept = hexHashesIn(leafHashes);
  const position = hexHashesIn(hashes).findIndex((hash, at) => hash !== kept[at]);
  const sentence = `The leaf hashes beside seal ${number} were altered; its records are as they were sealed.`;
  return { ...fault, position: position < 0 ? null : position, sentence };
}

/** A record by its id; "a withheld record" where a file holds no more of it than its hash. */
function named(recordId: string | null, word = "Record"): string {
  if (recordId) return `${word} ${recordId}`;
  return word === "Record" ? "A withheld record" : "a withheld record";
}

function leafWith(leaves: SealedLeaf[], wanted: string | undefined): SealedLeaf | undefined {
  return leaves.find(({ hash }) => wanted !== undefined && hash?.toString("hex") === wanted);
}

function hexHashesIn(hashes: Uint8Array): string[] {
  const hex = Buffer.from(hashes).toString("hex");
  return hex.match(new RegExp(`.{${2 * hashLength}}`, "g")) ?? [];
}
