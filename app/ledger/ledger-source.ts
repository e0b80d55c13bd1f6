import type { Fault } from "./fault.ts";
import type { SealedLeaf } from "./sealed-leaf.ts";
import type { StoredSeal } from "./stored-seal.ts";

/** Where a ledger that is verified comes from: the database, or a file that was downloaded. */
export type LedgerSource = {
  /** The seals in order, in batches. */
  seals: () => AsyncGenerator<StoredSeal[]>;
  /** The leaves of seals `first` to `last`, all of the batch given last, in ledger order, one at a time. */
  readLeaves: (first: number, last: number, onLeaf: (leaf: SealedLeaf) => void) => Promise<void>;
  /** The id of a record, not under this seal, whose text has this leaf hash (hexadecimal). */
  findElsewhere: (seal: number, wanted: string) => Promise<string | null>;
  /** What no seal can show, once seals 1 to `last` with `sealed` records were found in order. */
  nameLooseEnd: (end: { last: number; sealed: number }) => Promise<Fault | null>;
};
