import { hash } from "node:crypto";

/**
 * Merkle trees as RFC 6962, section 2.1, hashes them. Many hashes are one buffer, 32 bytes each in order:
 * a million leaves are 32 MB and no million objects.
 */
export const hashLength = 32;
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The hash of a record: SHA-256 over 0x00 and the body, a text in UTF-8 or its bytes. */
export function leafHash(body: string | Uint8Array): Buffer {
  return sha256(typeof body === "string" ? `\u0000${body}` : Buffer.concat([leafPrefix, body]));
}

/** The hash of two subtrees: SHA-256 over 0x01, left, right. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([nodePrefix, left, right]));
}

/** The root over leaf hashes in order. Throws a RangeError for none: there is no empty seal. */
export function merkleRoot(leaves: Uint8Array): Buffer {
  let level = copyOf(leaves);
  while (level.length > hashLength) level = levelAbove(level);
  return level;
}

/** What, joined with the leaf at `index` from the bottom up, gives the root: nearest sibling first. */
export function inclusionProof(leaves: Uint8Array, index: number): Buffer[] {
  let level = copyOf(leaves);
  if (!Number.isInteger(index) || index < 0 || index * hashLength >= level.length) {
    throw new RangeError(`There is no leaf ${index} among ${level.length / hashLength}.`);
  }
  const path: Buffer[] = [];
  for (let at = index; level.length > hashLength; at >>= 1) {
    const sibling = (at ^ 1) * hashLength;
    // The last of an odd number has no sibling: it moves up as it is.
    if (sibling < level.length) {
      path.push(Buffer.from(level.subarray(sibling, sibling + hashLength)));
    }
    level = levelAbove(level);
  }
  return path;
}

/** Whether `leaf` stands at `index` among the `size` leaves under `root` (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || !Number.isInteger(size) || index < 0 || index >= size)
    return false;
  let reached = leaf;
  let at = index;
  const rest = path.values();
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
    const isRight = at % 2 === 1;
    if (isRight || at < last) {
      const sibling = rest.next().value;
      if (sibling?.length !== hashLength) return false;
      reached = isRight ? nodeHash(sibling, reached) : nodeHash(reached, sibling);
    }
    at = Math.floor(at / 2);
  }
  return rest.next().done === true && Buffer.compare(reached, root) === 0;
}

/** A digest taken out as a string of bytes costs a third of one that Node makes a buffer for. */
function sha256(input: string | Uint8Array): Buffer {
  return Buffer.from(hash("sha256", input, "binary"), "binary");
}

function copyOf(leaves: Uint8Array): Buffer {
  if (leaves.length === 0 || leaves.length % hashLength !== 0) {
    throw new RangeError("Leaves are at least one hash, 32 bytes each.");
  }
  return Buffer.from(leaves);
}

/** Hashes pairs in place: a level is written over the beginning of the one below it. */
function levelAbove(level: Buffer): Buffer {
  const pair = Buffer.alloc(1 + 2 * hashLength, 1);
  let to = 0;
  for (let from = 0; from < level.length; from += 2 * hashLength, to += hashLength) {
    if (from + hashLength === level.length) {
      level.copyWithin(to, from);
    } else {
      pair.set(level.subarray(from, from + 2 * hashLength), 1);
      level.write(hash("sha256", pair, "binary"), to, "binary");
    }
  }
  return level.subarray(0, to);
}
