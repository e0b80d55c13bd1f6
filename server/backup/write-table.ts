import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { TransactionSql } from "postgres";
import type { TableEntry } from "./manifest.ts";
import { copyOf } from "./tables.ts";

/** Rows are gathered to pieces of so many bytes: each piece goes through several hands. */
const pieceSize = 262_144;
const lineFeed = 0x0a;

/**
 * Writes a table's rows, as this transaction sees them, into a new file, and that through to the disk. In encrypted
 * bytes nothing is found twice: looking for it would take three times as long.
 */
export async function writeTable(
  tx: TransactionSql,
  table: { name: string; columns: string[] },
  path: string,
  { isEncrypted }: { isEncrypted: boolean },
): Promise<TableEntry> {
  const rows = await tx.unsafe(copyOf(table.name, table.columns, "to stdout")).readable();
  const counted = { rows: 0, bytes: 0 };
  const written = { size: 0, hash: createHash("sha256") };
  const weigh = new Transform({
    transform(piece, _, done) {
      written.size += piece.length;
      written.hash.update(piece);
      done(null, piece);
    },
  });
  await pipeline(
    Readable.from(gathered(rows, counted)),
    createGzip({
      ...{ level: 1, chunkSize: pieceSize },
      strategy: isEncrypted ? constants.Z_HUFFMAN_ONLY : constants.Z_DEFAULT_STRATEGY,
    }),
    weigh,
    createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }),
  );
  return { ...table, ...counted, size: written.size, sha256: written.hash.digest("hex") };
}

/** The rows in larger pieces, counted: in text each ends with the only line feed in it. */
async function* gathered(
  rows: Readable,
  counted: { rows: number; bytes: number },
): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const row of rows) {
    for (let at = row.indexOf(lineFeed); at >= 0; at = row.indexOf(lineFeed, at + 1)) {
      counted.rows += 1;
    }
    counted.bytes += row.length;
    pieces.push(row);
    length += row.length;
    if (length >= pieceSize) {
      yield Buffer.concat(pieces);
      [pieces, length] = [[], 0];
    }
  }
  if (length > 0) yield Buffer.concat(pieces);
  // After a last row larger than its buffer the driver leaves its connection paused, and the next query waits for ever.
  rows._read(0);
}
