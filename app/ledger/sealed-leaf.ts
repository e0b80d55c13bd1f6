import type { TransactionSql } from "postgres";
import { type BinaryRow, readBinaryRows } from "./binary-copy.ts";
import { hashLength, leafHash } from "./merkle.ts";

/** A place under a seal, and the record that stands there. */
export type SealedLeaf = {
  seal: number;
  position: number;
  /** Null where a file withholds the record. */
  recordId: string | null;
  /** Of the record's bytes as they are now; null when there is no such record. */
  hash: Buffer | null;
  /** Whether the columns by which records are looked up say what the hashed body says. */
  columnsAgree: boolean;
};

/** Whether a leaf is, in place and content, the one whose hash stands at `position` of `leafHashes`. */
export function isIntact(leaf: SealedLeaf, leafHashes: Buffer, position: number): boolean {
  const from = position * hashLength;
  return (
    leaf.position === position &&
    from + hashLength <= leafHashes.length &&
    leaf.hash !== null &&
    leafHashes.compare(leaf.hash, 0, hashLength, from, from + hashLength) === 0 &&
    leaf.columnsAgree
  );
}

/**
 * What the planner is kept from while leaves are read. Records of one seal lie close together: looking up
 * each in turn beats sorting the ledger, or a hash table of it, and nothing spills to disk.
 */
const otherPlans = [
  "enable_hashjoin",
  "enable_mergejoin",
  "enable_sort",
  "enable_bitmapscan",
  "enable_seqscan",
  "max_parallel_workers_per_gather",
];

/** Reads the leaves of seals `first` to `last` in ledger order, one at a time. */
export async function readLeaves(
  tx: TransactionSql,
  first: number,
  last: number,
  onLeaf: (leaf: SealedLeaf) => void,
): Promise<void> {
  await tx.unsafe(otherPlans.map((plan) => `set local ${plan} = 0;`).join(" "));
  const range = `${Number(first)} and ${Number(last)}`;
  await readBinaryRows(
    tx,
    `select seal, position, record_id::text, body, about::text, act, recorded_at
     from ledger_leaves left join ledger_records on id = record_id
     where seal between ${range} order by seal, position`,
    (row) => onLeaf(leafOf(row)),
  );
  await tx.unsafe(otherPlans.map((plan) => `set local ${plan} = default;`).join(" "));
}

function leafOf(row: BinaryRow): SealedLeaf {
  const recordId = textAt(row, 2) ?? "";
  const body = bytesAt(row, 3);
  return {
    seal: row.bytes.readInt32BE(row.starts[0]),
    position: row.bytes.readInt32BE(row.starts[1]),
    recordId,
    hash: body && leafHash(body),
    columnsAgree: body !== null && isFramedBy(body, row, recordId),
  };
}

/**
 * Canonical JSON sorts its keys, so a body begins with whom it is about, the act and the moment, and ends
 * with its id: comparing both ends is a good deal quicker than parsing a million bodies.
 */
function isFramedBy(body: Buffer, row: BinaryRow, recordId: string): boolean {
  const about = textAt(row, 4);
  const beginning = `{"about":${about === null ? "null" : `"${about}"`},"act":"${textAt(row, 5)}","at":"`;
  const end = `,"id":"${recordId}","v":1}`;
  const isoLength = 24;
  const at = body.toString("latin1", beginning.length, beginning.length + isoLength);
  return (
    body.toString("latin1", 0, beginning.length) === beginning &&
    Date.parse(at) === momentAt(row, 6) &&
    body.toString("latin1", body.length - end.length) === end
  );
}

function bytesAt({ bytes, starts, ends }: BinaryRow, field: number): Buffer | null {
  const start = starts[field] ?? -1;
  return start < 0 ? null : bytes.subarray(start, ends[field]);
}

function textAt({ bytes, starts, ends }: BinaryRow, field: number): string | null {
  const start = starts[field] ?? -1;
  return start < 0 ? null : bytes.toString("latin1", start, ends[field]);
}

/** PostgreSQL counts microseconds from the beginning of the year 2000. */
const epoch = Date.UTC(2000, 0, 1);

/** Milliseconds as `Date` counts them. */
function momentAt({ bytes, starts }: BinaryRow, field: number): number {
  return epoch + Number(bytes.readBigInt64BE(starts[field])) / 1000;
}
