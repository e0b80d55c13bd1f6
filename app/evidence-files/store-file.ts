import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { evidenceFiles, evidencePieces } from "#drizzle/schema/evidence.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { type Description, newFileKey } from "./file-key.ts";
import { type Inspection, inspectContent } from "./inspect-content.ts";
import { kindOf } from "./kinds.ts";
import { safeName } from "./safe-name.ts";
import { pieceSize, sealPiece } from "./sealed-piece.ts";

/** A file whose pieces are all stored, and which nothing holds yet. */
export type StoredFile = Omit<Description, "turn"> & {
  id: string;
  key: Uint8Array;
  size: number;
  pieces: number;
};

/** A file as it arrives. `isCutOff` answers at its end whether it was larger than may be. */
type ArrivingFile = {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  isCutOff: () => boolean;
};

/** Why a file without a byte is refused. */
export const emptyFile = "is empty. Check that it opens, then send it again";

/** Why a file is refused for which the database has no room. */
export const noRoom = "found no room: the portal’s disk is full. Try again later";

/** Pieces that are committed together, and so how much of a file stands in memory. */
const batch = 4;

/**
 * Stores a file as it arrives: cut into pieces, each encrypted under a key of the file's own and committed with
 * a few others. No more of it is ever held than those. What turns out to be no evidence is removed again.
 * Refuses with a sentence without its subject.
 */
export async function storeFile(
  portal: Portal,
  { name, bytes, isCutOff }: ArrivingFile,
): Promise<StoredFile | { refused: string }> {
  const [id, key, hash] = [randomUUID(), newFileKey(), createHash("sha256")];
  let inspection: Inspection | undefined;
  let [size, index] = [0, 0];
  let waiting: { position: number; bytes: Uint8Array }[] = [];
  const refuse = async (refused: string) => {
    await removeFile(portal, id);
    return { refused };
  };
  try {
    for await (const { piece, isLast } of inPieces(bytes)) {
      if (!inspection) {
        const found = await inspectContent(piece);
        if ("refused" in found) return found;
        inspection = found;
      }
      const refused = inspection.take(piece, isLast);
      if (refused) return await refuse(refused);
      hash.update(piece);
      size += piece.length;
      waiting.push({ position: index, bytes: sealPiece(key, { file: id, index, isLast }, piece) });
      index += 1;
      if (waiting.length === batch || isLast) {
        await commit(portal, id, waiting);
        waiting = [];
      }
    }
    if (isCutOff()) {
      return await refuse("is larger than 100 MB. Send a shorter part of it");
    }
  } catch (problem) {
    await removeFile(portal, id);
    if (isDiskFull(problem)) {
      return { refused: noRoom };
    }
    throw problem;
  }
  if (!inspection) return { refused: emptyFile };
  const { mediaType } = inspection;
  const endings = kindOf(mediaType)?.endings ?? ["bin"];
  const described = { name: safeName(name, endings), mediaType, digest: hash.digest("hex") };
  return { id, key, size, pieces: index, ...described };
}

/** Removes a file that nothing holds. Where that fails, the sweeper finds it. */
export async function removeFile(portal: Portal, id: string): Promise<void> {
  await portal.db
    .delete(evidenceFiles)
    .where(eq(evidenceFiles.id, id))
    .catch(() => {});
}

/** PostgreSQL had no room on its disk (53100). */
export function isDiskFull(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false;
  return (problem as { code?: string }).code === "53100" || isDiskFull(problem.cause);
}

async function commit(
  portal: Portal,
  fileId: string,
  pieces: { position: number; bytes: Uint8Array }[],
): Promise<void> {
  const { today: arrivedOn } = await clockOf(portal);
  await portal.db.transaction(async (tx) => {
    if (pieces[0]?.position === 0) await tx.insert(evidenceFiles).values({ id: fileId, arrivedOn });
    await tx.insert(evidencePieces).values(pieces.map((piece) => ({ fileId, ...piece })));
  });
}

/** Cuts what arrives into whole pieces, the last one as long as it is. Of nothing there is no piece. */
async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ piece: Uint8Array; isLast: boolean }> {
  let piece = Buffer.allocUnsafeSlow(pieceSize);
  let length = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      if (length === pieceSize) {
        yield { piece, isLast: false };
        piece = Buffer.allocUnsafeSlow(pieceSize);
        length = 0;
      }
      const part = chunk.subarray(at, at + pieceSize - length);
      piece.set(part, length);
      length += part.length;
      at += part.length;
    }
  }
  if (length > 0) yield { piece: piece.subarray(0, length), isLast: true };
}
