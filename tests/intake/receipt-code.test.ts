import fc from "fast-check";
import { expect, test } from "vitest";
import { newReceiptCode, readReceiptCode, writeReceiptCode } from "#app/intake/receipt-code.ts";

test("a code is read as it was written, in any spelling people give it", () => {
  const spelling = fc.record({
    separator: fc.constantFrom("-", " ", "", " – ", "\u2010", "\u00a0", "--", "\t"),
    isSmall: fc.boolean(),
    hasLetters: fc.boolean(),
    around: fc.constantFrom("", " ", "\n"),
  });
  fc.assert(
    fc.property(spelling, ({ separator, isSmall, hasLetters, around }) => {
      const code = newReceiptCode();
      let typed = writeReceiptCode(code).replaceAll("-", separator);
      if (hasLetters) typed = typed.replaceAll("0", "O").replaceAll("1", "l");
      if (isSmall) typed = typed.toLowerCase();
      expect(readReceiptCode(around + typed + around)).toEqual(code);
    }),
  );
});

test.each([
  ["nothing", ""],
  ["a character too few", "DEM0-DEM0-DEM0-DEM0-DEM0-DEM"],
  ["a character too many", "DEM0-DEM0-DEM0-DEM0-DEM0-DEM00"],
  ["a letter that is never used", "UEM0-DEM0-DEM0-DEM0-DEM0-DEM0"],
  ["a sentence", "I do not have the code"],
  ["a character nobody sees", "DEM0-DEM0-DEM0-DEM0-DEM0-DEM\u200b"],
])("%s is no code", (_, typed) => {
  expect(readReceiptCode(typed)).toBeNull();
});

test("no two codes are alike, in either part", () => {
  const codes = Array.from({ length: 2000 }, newReceiptCode);
  expect(new Set(codes.map(({ lookup }) => lookup)).size).toBe(2000);
  expect(new Set(codes.map(({ secret }) => secret)).size).toBe(2000);
  for (const { lookup, secret } of codes) {
    expect(lookup).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  }
});
