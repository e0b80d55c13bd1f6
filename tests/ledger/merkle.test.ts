import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  verifyInclusion,
} from "#app/ledger/merkle.ts";

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962, section 2.1, word for word: split at the largest power of two below the size. */
function rootByDefinition(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(
    Uint8Array.of(1),
    rootByDefinition(leaves.slice(0, split)),
    rootByDefinition(leaves.slice(split)),
  );
}

function leavesOf(size: number, salt = ""): Buffer[] {
  return Array.from({ length: size }, (_, index) => leafHash(`${salt}record ${index}`));
}

const everyTree = Array.from({ length: 70 }, (_, index) => {
  const leaves = leavesOf(index + 1);
  const flat = Buffer.concat(leaves);
  return { size: index + 1, leaves, flat, root: merkleRoot(flat) };
});

describe("a Merkle tree", () => {
  it("has the hashes of RFC 6962: 0x00 before a leaf, 0x01 before two nodes", () => {
    const bytes = Buffer.from("naïve 🌾");
    expect(leafHash("naïve 🌾")).toEqual(sha256(Uint8Array.of(0), bytes));
    expect(leafHash(bytes)).toEqual(leafHash("naïve 🌾"));
    const [left, right] = leavesOf(2) as [Buffer, Buffer];
    expect(nodeHash(left, right)).toEqual(sha256(Uint8Array.of(1), left, right));
  });

  it("has the root that the definition gives, for 1 to 70 leaves", () => {
    for (const { leaves, root } of everyTree) expect(root).toEqual(rootByDefinition(leaves));
  });

  it("has the roots that logs of Certificate Transparency publish for their test leaves", () => {
    const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
      .concat("606162636465666768696a6b6c6d6e6f")
      .map((hex) => leafHash(Buffer.from(hex, "hex")));
    expect(merkleRoot(Buffer.concat(leaves.slice(0, 1))).toString("hex")).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
    expect(merkleRoot(Buffer.concat(leaves)).toString("hex")).toBe(
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    );
  });

  it("leaves the hashes it is given as they are", () => {
    const flat = Buffer.concat(leavesOf(5));
    const before = Buffer.from(flat);
    merkleRoot(flat);
    inclusionProof(flat, 3);
    expect(flat).toEqual(before);
  });

  it("has no root without leaves, nor over half a hash", () => {
    expect(() => merkleRoot(Buffer.alloc(0))).toThrow(RangeError);
    expect(() => merkleRoot(Buffer.alloc(33))).toThrow(RangeError);
    expect(() => inclusionProof(Buffer.alloc(64), 2)).toThrow(RangeError);
    expect(() => inclusionProof(Buffer.alloc(64), -1)).toThrow(RangeError);
  });
});

describe("a proof of inclusion", () => {
  it("holds for every leaf of 1 to 70, and for no other leaf, place or size", () => {
    for (const { size, leaves, flat, root } of everyTree) {
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionProof(flat, index);
        expect(verifyInclusion(leaf, index, size, path, root)).toBe(true);
        for (const other of [index - 1, index + 1, index + size]) {
          expect(verifyInclusion(leaf, other, size, path, root)).toBe(false);
        }
        const neighbour = leaves[(index + 1) % size] as Buffer;
        if (size > 1) expect(verifyInclusion(neighbour, index, size, path, root)).toBe(false);
        if (size > 1) expect(verifyInclusion(leaf, index, index, path, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size * 2 + 1, path, root)).toBe(false);
      }
    }
  });

  it("fails when any hash of it is changed, missing or one too many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 70 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 1, max: 255 }),
        (size, anyIndex, anyStep, byte, flip) => {
          const { leaves, flat, root } = everyTree[size - 1] as (typeof everyTree)[number];
          const index = anyIndex % size;
          const leaf = leaves[index] as Buffer;
          const path = inclusionProof(flat, index);
          const step = anyStep % path.length;
          const changed = path.map((hash) => Buffer.from(hash));
          const hash = changed[step] as Buffer;
          hash[byte] = (hash[byte] as number) ^ flip;
          const without = path.toSpliced(step, 1);
          const withMore = path.toSpliced(step, 0, leaf);
          const cut = path.with(step, (path[step] as Buffer).subarray(1));
          for (const wrong of [changed, without, withMore, cut, []]) {
            expect(verifyInclusion(leaf, index, size, wrong, root)).toBe(false);
          }
        },
      ),
    );
  });

  it("fails under another root, and for places that are no numbers", () => {
    const { leaves, flat, root } = everyTree[9] as (typeof everyTree)[number];
    const leaf = leaves[4] as Buffer;
    const path = inclusionProof(flat, 4);
    const otherRoot = merkleRoot(Buffer.concat(leavesOf(10, "other ")));
    expect(verifyInclusion(leaf, 4, 10, path, root)).toBe(true);
    expect(verifyInclusion(leaf, 4, 10, path, otherRoot)).toBe(false);
    expect(verifyInclusion(leaf, 4.5, 10, path, root)).toBe(false);
    expect(verifyInclusion(leaf, Number.NaN, 10, path, root)).toBe(false);
    expect(verifyInclusion(leaf, 4, Number.POSITIVE_INFINITY, path, root)).toBe(false);
  });
});
