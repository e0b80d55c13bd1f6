import { expect, test } from "vitest";
import { newDraft } from "#app/intake/form/draft-report.ts";
import { toldSoFar } from "#app/intake/form/told-so-far.ts";

test("all that was told in own words is there to be read again, also what is no answer yet", () => {
  const told = toldSoFar({
    ...newDraft(),
    kind: "anonymous",
    what: "It was about my shift.",
    where: { platforms: ["Facebook"], other: "Our group chat", addresses: ["facebook.com/1"] },
    who: [{ words: "Jesse Flett" }],
    recognizable: "",
    witnesses: "My sister",
    left: { evidence: { pasted: "As I said to her" }, witnesses: { witnesses: "My sister Ann" } },
  });
  expect(told.map(({ question, text }) => [question, text])).toEqual([
    ["what", "It was about my shift."],
    ["where", "Our group chat\nfacebook.com/1"],
    ["who", "Jesse Flett"],
    ["witnesses", "My sister Ann"],
    ["evidence", "As I said to her"],
  ]);
});
