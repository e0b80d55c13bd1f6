import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords, isVerbatim } from "#app/content/quote.ts";

describe("a quote", () => {
  const text = "Speak for yourself and\n never for the Town. Say so.";

  it("is verbatim with every character but white space the same", () => {
    expect(isVerbatim("yourself  and never\tfor", text)).toBe(true);
    for (const quote of [
      "Yourself and never",
      "yourself and never for the Town; Say",
      "Town … so",
    ]) {
      expect(isVerbatim(quote, text)).toBe(false);
    }
  });

  it("begins and ends with whole words, also where a part of one comes first", () => {
    expect(isVerbatim("or the Town", text)).toBe(false);
    expect(isVerbatim("for the To", text)).toBe(false);
    expect(isVerbatim("the City", "the Cityhall of the City")).toBe(true);
  });

  it("is never nothing", () => {
    expect(isVerbatim(" \n", text)).toBe(false);
  });

  it("is verbatim for any run of words of a text", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (all, from, length) => {
        const start = from % all.length;
        const quote = all.slice(start, start + 1 + (length % all.length)).join("\n");
        expect(isVerbatim(quote, all.join(" "))).toBe(true);
      }),
    );
  });

  it("has as many words as one would count", () => {
    expect(countWords("theirs and theirs alone")).toBe(4);
    expect(countWords("the City's off-work hours – always")).toBe(5);
    expect(countWords("— … —")).toBe(0);
  });
});
