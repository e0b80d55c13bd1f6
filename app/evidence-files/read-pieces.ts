import { createHash } from "node:crypto";
import type { Portal } from "../portal.ts";
import { openPiece } from "./sealed-piece.ts";

/** A file as its bytes are read: `digest` is the SHA-256 they had on arrival. */
type WholeFile = { id: string; key: Uint8Array; pieces: number; digest: string };

/**
 * The original bytes of a file, piece by piece, none held longer than it takes to hand it on. Throws where a
 * piece is missing or was changed, and, before the last piece, where all together are not what arrived.
 */
export async function* readPieces(
  { db }: Pick<Portal, "db">,
  { id, key, pieces, digest }: WholeFile,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for (let index = 0; index < pieces; index++) {
    const [row] = await db.$client<{ bytes: Uint8Array }[]>`
      select bytes from evidence_pieces where file_id = ${id} and position = ${index}`;
    if (!row) throw new Error("A piece of evidence is missing.");
    const isLast = index === pieces - 1;
    const bytes = openPiece(key, { file: id, index, isLast }, row.bytes);
    hash.update(bytes);
    if (isLast && hash.digest("hex") !== digest) {
      throw new Error("Evidence is not what arrived: its SHA-256 is another.");
    }
    yield bytes;
  }
}
