import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decrypt,
  decryptJson,
  encrypt,
  encryptJson,
  overhead,
  type Place,
} from "#app/secrecy/encrypt.ts";

const anyPlace = fc.record({ table: fc.string(), column: fc.string(), row: fc.string() });
const anyBytes = fc.uint8Array({ maxLength: 2000 });
const key = randomBytes(32);

describe("what is encrypted", () => {
  test("opens with its key at its place, and is 28 bytes longer", () => {
    fc.assert(
      fc.property(anyPlace, anyBytes, (place, plain) => {
        const sealed = encrypt(key, place, plain);
        expect(sealed.length).toBe(plain.length + overhead);
        expect(Buffer.from(decrypt(key, place, sealed))).toEqual(Buffer.from(plain));
      }),
    );
  });

  test("does not open at any other place: another row, column or table", () => {
    const twoPlaces = fc
      .tuple(anyPlace, anyPlace)
      .filter(([one, other]) => JSON.stringify(one) !== JSON.stringify(other));
    fc.assert(
      fc.property(twoPlaces, anyBytes, ([one, other], plain) => {
        const sealed = encrypt(key, one, plain);
        expect(() => decrypt(key, other, sealed)).toThrow();
      }),
    );
  });

  test("does not open where a part of its place was moved into the next", () => {
    const sealed = encrypt(key, { table: "a", column: "b", row: "c" }, Buffer.from("x"));
    const others: Place[] = [
      { table: "ab", column: "", row: "c" },
      { table: "a", column: "bc", row: "" },
      { table: 'a","b', column: "", row: "c" },
    ];
    for (const other of others) expect(() => decrypt(key, other, sealed)).toThrow();
  });

  test("does not open with one bit changed, anywhere, nor cut", () => {
    const place = { table: "t", column: "c", row: "r" };
    fc.assert(
      fc.property(anyBytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, at, bit) => {
        const sealed = Buffer.from(encrypt(key, place, plain));
        const cut = sealed.subarray(0, at % sealed.length);
        expect(() => decrypt(key, place, cut)).toThrow();
        const index = at % sealed.length;
        sealed[index] = (sealed[index] ?? 0) ^ (1 << bit);
        expect(() => decrypt(key, place, sealed)).toThrow();
      }),
    );
  });

  test("does not open with another key", () => {
    const place = { table: "t", column: "c", row: "r" };
    expect(() => decrypt(randomBytes(32), place, encrypt(key, place, Buffer.from("x")))).toThrow();
  });

  test("is never the same twice", () => {
    const place = { table: "t", column: "c", row: "r" };
    const sealed = Array.from({ length: 1000 }, () =>
      Buffer.from(encrypt(key, place, Buffer.from("the same"))).toString("hex"),
    );
    expect(new Set(sealed).size).toBe(1000);
  });

  test("says as JSON what it was given", () => {
    const place = { table: "t", column: "c", row: "r" };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const back = decryptJson(key, place, encryptJson(key, place, value));
        expect(JSON.stringify(back)).toBe(JSON.stringify(value));
      }),
    );
  });
});
