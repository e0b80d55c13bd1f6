import { describe, expect, test } from "vitest";
import { told, toldInLines } from "#app/intake/form/told.ts";

const what = told(20, "Write what happened");
const mends = (text: string | undefined) =>
  what.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

describe("what somebody tells", () => {
  test.each([undefined, "", " \n\t", "\u200b\u200b", "\u2060\ufeff", "\u200d", "\u202e"])(
    "is nothing where nobody sees a character: %j",
    (text) => expect(mends(text)).toEqual(["Write what happened"]),
  );

  test("has a length, counted after what nobody sees is left out", () => {
    expect(mends("x".repeat(21))).toEqual(["Write at most 20 characters"]);
    expect(what.parse(`${"x".repeat(20)}\u200b`)).toBe("x".repeat(20));
  });

  test.each(["a\u0000b", "\u0000", "a\u0007"])("has no control character: %j", (text) =>
    expect(mends(text)).toEqual(["Remove the characters that no keyboard types by itself"]),
  );

  test("keeps lines, accents, joined letters and emoji as they are", () => {
    expect(what.parse("  e\u0301te\r\n👩‍👧 ")).toBe("éte\n👩‍👧");
  });

  test("may be nothing where a question can be left empty", () => {
    expect([undefined, "\u200b"].map((text) => told(20).parse(text))).toEqual(["", ""]);
  });
});

describe("what somebody tells in lines", () => {
  const lines = toldInLines({ most: 2, max: 10 });

  test("is a list, without empty lines and without any twice", () => {
    expect(lines.parse(" one \r\n\r\ntwo\none")).toEqual(["one", "two"]);
    expect(lines.parse(undefined)).toEqual([]);
  });

  test.each([
    ["one\ntwo\nthree", "Write at most 2 lines"],
    ["x".repeat(11), "Write at most 10 characters on a line"],
  ])("is refused in words: %j", (text, mend) => {
    expect(lines.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([mend]);
  });
});
