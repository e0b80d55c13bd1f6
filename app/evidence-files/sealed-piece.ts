import { decrypt, encrypt, type Place } from "../secrecy/encrypt.ts";

/** Bytes of a piece, before it is encrypted. The last one of a file may be shorter. */
export const pieceSize = 256 * 1024;

/** Which piece of which file. `isLast` is bound in too, so that a file with its end cut off does not open. */
type PieceOf = { file: string; index: number; isLast: boolean };

/** One piece, encrypted under its file's key. */
export function sealPiece(key: Uint8Array, piece: PieceOf, bytes: Uint8Array): Uint8Array {
  return encrypt(key, placeOf(piece), bytes);
}

/** Throws when the piece is another one, was changed, or belongs to another file. */
export function openPiece(key: Uint8Array, piece: PieceOf, sealed: Uint8Array): Uint8Array {
  return decrypt(key, placeOf(piece), sealed);
}

function placeOf({ file, index, isLast }: PieceOf): Place {
  return {
    table: "evidence_pieces",
    column: "bytes",
    row: `${file} ${index}${isLast ? " last" : ""}`,
  };
}
