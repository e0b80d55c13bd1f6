import { createHash } from "node:crypto";
import { isRecordLine, leafOfLine } from "./file-leaf.ts";
import { linesIn } from "./file-lines.ts";
import { footLine, ledgerHead, readLine, sealLine } from "./ledger-file.ts";
import type { LedgerSource } from "./ledger-source.ts";
import { hashLength } from "./merkle.ts";
import { sealBody } from "./seal.ts";
import type { SealedLeaf } from "./sealed-leaf.ts";
import type { StoredSeal } from "./stored-seal.ts";

/** What stands around the seals of a file, known once they were all read. */
export type FileRest = {
  withheld: number;
  /** Of all bytes before the last line, in hexadecimal. */
  sha256: string;
  /** The JWS of the last line; null where there is no such line. */
  end: string | null;
  /** Something stands behind it. */
  isOverlong: boolean;
};

/** A seal with its leaves is kept together; so many bytes of leaf hashes are given at once. */
const atOnce = 512 * 1024;

/**
 * A ledger that was downloaded (ledger-file.ts), read once from beginning to end, a few megabytes at a time.
 * Refuses what does not begin as one. `rest` is to be looked at when all seals were read.
 */
export async function fileSource(
  stream: AsyncIterable<Buffer>,
): Promise<
  | { source: Omit<LedgerSource, "nameLooseEnd" | "findElsewhere">; rest: FileRest }
  | { refused: string }
> {
  const lines = linesIn(stream);
  const whole = createHash("sha256");
  const rest: FileRest = { withheld: 0, sha256: "", end: null, isOverlong: false };
  let leaves: SealedLeaf[] = [];
  let line = await lines.next();

  const here = () => (line.done ? null : withoutFeed(line.value));
  const goOn = async () => {
    if (!line.done) whole.update(line.value);
    line = await lines.next();
  };

  const head = here();
  if (!head || !readLine(ledgerHead, head)) {
    const refused =
      "This is not a ledger that was downloaded from Signpost, or its first line was changed.";
    return { refused };
  }
  await goOn();

  /** Reads a seal with the lines of its records; null where there is none. */
  async function readSeal(next: number): Promise<StoredSeal | null> {
    const at = here();
    if (at === null) return null;
    const seal = storedSeal(at, next);
    await goOn();
    const size = seal.leafHashes.length / hashLength;
    for (let position = 0; ; position++) {
      const record = here();
      if (record === null || isAround(record, position >= size)) break;
      const { isWithheld, ...leaf } = leafOfLine(record, { seal: seal.number, position });
      // One too many is enough to be named.
      if (position <= size) leaves.push(leaf);
      if (isWithheld) rest.withheld += 1;
      await goOn();
    }
    return seal;
  }

  /** Takes the last line, if this is it, and looks whether there is more. */
  async function isEnd(): Promise<boolean> {
    if (rest.end !== null) return true;
    const foot = here();
    const read = foot && readLine(footLine, foot);
    if (!read) return false;
    rest.end = read.end;
    rest.sha256 = whole.digest("hex");
    line = await lines.next();
    rest.isOverlong = !line.done;
    return true;
  }

  async function* seals(): AsyncGenerator<StoredSeal[]> {
    for (let next = 1; ; ) {
      const batch: StoredSeal[] = [];
      let bytes = 0;
      leaves = [];
      while (bytes < atOnce && batch.length < 1000 && !(await isEnd())) {
        const seal = await readSeal(next);
        if (!seal) break;
        batch.push(seal);
        bytes += seal.leafHashes.length + hashLength;
        next = seal.number + 1;
      }
      if (batch.length === 0) return;
      yield batch;
    }
  }

  const readLeaves: LedgerSource["readLeaves"] = async (first, last, onLeaf) => {
    for (const leaf of leaves) if (leaf.seal >= first && leaf.seal <= last) onLeaf(leaf);
  };
  return { source: { seals, readLeaves }, rest };
}

/** A line of the file that is no record's: where none is expected, whatever does not look like a record. */
function isAround(line: Buffer, isComplete: boolean): boolean {
  if (isComplete && !isRecordLine(line)) return true;
  return readLine(sealLine, line) !== undefined || readLine(footLine, line) !== undefined;
}

/** The seal of a line; of a damaged line one that no key has signed. */
function storedSeal(line: Buffer, next: number): StoredSeal {
  const read = readLine(sealLine, line);
  const body = Buffer.from(read?.seal.split(".")[1] ?? "", "base64url").toString();
  const says = sealBody.safeParse(parseJson(body)).data;
  return {
    number: says?.number ?? next,
    sealedAt: Date.parse(says?.sealed_at ?? ""),
    body,
    signature: read?.seal ?? "",
    leafHashes: Buffer.from(read?.leaf_hashes ?? "", "base64"),
  };
}

/** A line without its line feed; one that has none keeps its last byte, and so is none of the portal's. */
const withoutFeed = (line: Buffer) =>
  line.at(-1) === 10 ? line.subarray(0, -1) : Buffer.concat([line, noLine]);
const noLine = Buffer.from(" ");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
