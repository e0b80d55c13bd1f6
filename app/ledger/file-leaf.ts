import { readLine, withheldLine } from "./ledger-file.ts";
import { leafHash } from "./merkle.ts";
import type { SealedLeaf } from "./sealed-leaf.ts";

/** Canonical JSON sorts its keys: a record begins with whom it is about, and ends with its id. */
const begins = Buffer.from('{"about":');
const ends = /,"id":"([0-9a-f-]{36})","v":1\}$/;
const endLength = 60;

/** Whether a line is, or once was, that of a record: one that only looks like it is named as a record is. */
export function isRecordLine(line: Buffer): boolean {
  return (
    line.subarray(0, begins.length).equals(begins) || readLine(withheldLine, line) !== undefined
  );
}

/** The leaf that a line stands for. One that is damaged has a hash that no seal knows. */
export function leafOfLine(
  line: Buffer,
  place: { seal: number; position: number },
): SealedLeaf & { isWithheld: boolean } {
  const withheld = readLine(withheldLine, line);
  if (withheld) {
    const hash = Buffer.from(withheld.leaf, "hex");
    return { ...place, recordId: null, hash, columnsAgree: true, isWithheld: true };
  }
  const end = line.toString("latin1", Math.max(0, line.length - endLength));
  const recordId = ends.exec(end)?.[1] ?? null;
  return { ...place, recordId, hash: leafHash(line), columnsAgree: true, isWithheld: false };
}
