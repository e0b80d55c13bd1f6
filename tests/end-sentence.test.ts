import { expect, test } from "vitest";
import { endSentence } from "#app/end-sentence.ts";

test.each([
  ["Assigned by mistake", "Assigned by mistake."],
  ["Assigned by mistake.", "Assigned by mistake."],
  ["Assigned by mistake.\n", "Assigned by mistake."],
  ["Was it? ", "Was it?"],
  ["He said “no.”", "He said “no.”"],
  ["451 Try again later (see log)", "451 Try again later (see log)."],
])("%j ends as one sentence", (typed, said) => {
  expect(endSentence(typed)).toBe(said);
});
