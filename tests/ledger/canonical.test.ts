import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, sha256Hex, whyNotCanonical } from "#app/ledger/canonical.ts";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>;

/** The same value, every object's keys in another order. */
function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withKeysReversed(part)]);
  return Object.fromEntries(entries.reverse());
}

describe("canonical JSON", () => {
  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(withKeysReversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("says what the value says, and is canonical once parsed", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("spells the example of RFC 8785, section 3.2.2, as the RFC does", () => {
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    ["undefined", undefined],
    ["a missing value in an object", { a: { b: undefined } }],
    ["a missing value in a list", [1, undefined]],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ["a hole in a list", [1, , 2]],
    ["NaN", { n: Number.NaN }],
    ["an infinite number", [Number.POSITIVE_INFINITY]],
    ["half a character", "\ud800"],
    ["half a character in a key", { "\udc00": 1 }],
    ["a function", { f: () => 1 }],
    ["a symbol", Symbol("s")],
    ["a bigint", 1n],
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["an object with its own idea of JSON", { toJSON: () => 1 }],
  ])("refuses %s", (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it("refuses what holds itself, and what is nested without end", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => canonicalJson(circle)).toThrow(TypeError);
    expect(whyNotCanonical(JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`))).toMatch(
      /deep/,
    );
  });

  it("keeps a key named __proto__", () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
  });
});

describe("a digest", () => {
  it("is the SHA-256 of the UTF-8 bytes in lower-case hexadecimal", () => {
    expect(sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(sha256Hex("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});
