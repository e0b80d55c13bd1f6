import fc from "fast-check";
import { expect, test } from "vitest";
import { foldCode, hashCode, newCode } from "#app/auth/code-spelling.ts";

const code = fc.constantFrom(...Array.from({ length: 200 }, newCode));

test("a code is 80 bits: four groups of four characters, none of them I, L, O or U", () => {
  const codes = Array.from({ length: 1000 }, newCode);
  for (const one of codes)
    expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(1000);
  expect(new Set(codes.join(""))).toHaveLength(33);
});

test("a code is the same however it is copied: spaces, dashes, lower case, O for 0, I or L for 1", () => {
  const spellings: Record<string, string[]> = {
    "0": ["0", "O", "o"],
    "1": ["1", "I", "i", "L", "l"],
  };
  const gap = fc.constantFrom("", "", " ", "-", "–", " - ", "\u2011", "\u00a0");
  const copied = code.chain((original) => {
    const characters = [...original.replaceAll("-", "")].map((one) =>
      fc.tuple(fc.constantFrom(...(spellings[one] ?? [one, one.toLowerCase()])), gap),
    );
    return fc.tuple(fc.constant(original), fc.tuple(...characters));
  });
  fc.assert(
    fc.property(copied, ([original, typed]) => {
      expect(foldCode(typed.flat().join(""))).toBe(original.replaceAll("-", ""));
    }),
  );
});

test("another code never folds to this one", () => {
  fc.assert(
    fc.property(
      code,
      fc.nat(15),
      fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
      (one, at, by) => {
        const folded = foldCode(one) ?? "";
        fc.pre(folded[at] !== by);
        const other = folded.slice(0, at) + by + folded.slice(at + 1);
        expect(foldCode(other)).toBe(other);
        expect(hashCode(other)).not.toBe(hashCode(folded));
      },
    ),
  );
});

test("what can be no code folds to nothing", () => {
  for (const typed of [
    "",
    "ABCD",
    "UUUU-UUUU-UUUU-UUUU",
    "0123-4567-89AB-CDE",
    "0123-4567-89AB-CDEF-0",
  ]) {
    expect(foldCode(typed)).toBeNull();
  }
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (typed) => foldCode(typed)?.length !== 0));
});
