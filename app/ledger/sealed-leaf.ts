import type { TransactionSql } from "postgres";
import { type BinaryRow, readBinaryRows } from "./binary-copy.ts";
import { leafHash } from "./merkle.ts";

/** A place under a seal, and the record that stands there. */
export type SealedLeaf = {
  seal: number;
  position: number;
  recordId: string;
  /** Of the record's bytes as they are now; null when there is no such record. */
  hash: Buffer | null;
  /** Whether the columns by which records are looked up say what the hashed body says. */
  columnsAgree: boolean;
};

/** Reads the leaves of seals `first` to `last` in ledger order, one at a time. */
export async function readLeaves(
  tx: TransactionSql,
  first: number,
  last: number,
  onLeaf: (leaf: SealedLeaf) => void,
): Promise<void> {
  const range = `${Number(first)} and ${Number(last)}`;
  await readBinaryRows(
    tx,
    `select seal, position, record_id::text, body, about::text, act, recorded_at
     from ledger_leaves left join ledger_records on id = record_id
     where seal between ${range} order by seal, position`,
    (row) => onLeaf(leafOf(row)),
  );
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
  const beginning =
    `{"about":${about === null ? "null" : `"${about}"`},"act":"${textAt(row, 5)}",` +
    `"at":"${momentAt(row, 6)}","by":`;
  const end = `,"id":"${recordId}","v":1}`;
  return (
    body.latin1Slice(0, beginning.length) === beginning &&
    body.latin1Slice(body.length - end.length) === end
  );
}

function bytesAt({ bytes, starts, ends }: BinaryRow, field: number): Buffer | null {
  const start = starts[field] ?? -1;
  return start < 0 ? null : bytes.subarray(start, ends[field]);
}

function textAt({ bytes, starts, ends }: BinaryRow, field: number): string | null {
  const start = starts[field] ?? -1;
  return start < 0 ? null : bytes.latin1Slice(start, ends[field]);
}

/** PostgreSQL counts microseconds from the beginning of the year 2000. */
const epoch = Date.UTC(2000, 0, 1);

/** ISO 8601 with milliseconds, or null for a moment that the portal cannot have written. */
function momentAt({ bytes, starts }: BinaryRow, field: number): string | null {
  const microseconds = Number(bytes.readBigInt64BE(starts[field]));
  const moment = new Date(epoch + microseconds / 1000);
  const isWhole = microseconds % 1000 === 0 && !Number.isNaN(moment.getTime());
  return isWhole ? moment.toISOString() : null;
}
