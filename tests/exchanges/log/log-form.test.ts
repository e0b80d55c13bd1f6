import { expect, test } from "vitest";
import { fillIn, readLog } from "#app/exchanges/log/log-form.ts";

const settings = { today: "2026-11-23", platforms: ["Facebook", "Instagram"] };
const whole = {
  ...{ platform: "Facebook", otherPlatform: "", address: "https://example.org/posts/1" },
  ...{ happenedOn: "2026-11-23", said: "He called us thieves.", disengaged: "yes" },
  ...{ recognizable: "not-known", advice: "", next: "close", followUpOn: "" },
};

test("a whole log is read as it will be kept; without a day to come back to it, it has none", async () => {
  expect(await readLog(whole, settings)).toEqual({
    value: {
      ...{ platform: "Facebook", disengaged: "yes", followUpOn: null },
      logged: {
        ...{ otherPlatform: "", address: whole.address, happenedOn: "2026-11-23" },
        ...{ said: whole.said, recognizable: "not-known", advice: "" },
      },
    },
  });
});

test.each([
  ["a platform nobody offers", { platform: "Nowhere" }, "platform"],
  ["another platform without its name", { platform: "other" }, "otherPlatform"],
  ["a day to come", { happenedOn: "2026-11-24" }, "happenedOn"],
  ["a day that is none", { happenedOn: "2026-02-30" }, "happenedOn"],
  ["a script for an address", { address: "JavaScript:alert(1)" }, "address"],
  ["a file for an address", { address: "file:///etc/passwd" }, "address"],
  ["a path for an address", { address: "C:\\Users\\ray\\post.png" }, "address"],
  ["nothing that was said", { said: " \u200b " }, "said"],
  ["a control character", { said: "a\u0000b" }, "said"],
  ["too much", { said: "a".repeat(20_001) }, "said"],
  ["no word of how they left", { disengaged: "" }, "disengaged"],
  ["no word of what happens next", { next: "" }, "next"],
  ["a day to come back to one that is closed", { followUpOn: "2026-11-24" }, "followUpOn"],
  ["coming back on no day", { next: "later" }, "followUpOn"],
  ["a follow-up today", { next: "later", followUpOn: "2026-11-23" }, "followUpOn"],
  ["a follow-up on what is no day", { next: "later", followUpOn: "soon" }, "followUpOn"],
])("%s is refused at its field, and what was typed stays", async (_, part, field) => {
  const typed = { ...whole, ...part };
  const read = await readLog(typed, settings);
  if (!("refusal" in read)) throw new Error("It was taken.");
  expect(Object.keys(read.refusal.errors)).toEqual([field]);
  expect(read.refusal.typed).toEqual(typed);
});

test("of a request the place is filled in, also one that is not offered", () => {
  const request = { what: "", since: "", address: "https://example.org", platform: "Facebook" };
  const { address } = request;
  expect(fillIn(request, settings.platforms)).toEqual({ platform: "Facebook", address });
  expect(fillIn({ ...request, platform: "A forum" }, settings.platforms)).toEqual({
    ...{ platform: "other", otherPlatform: "A forum", address },
  });
  expect(fillIn(null, settings.platforms)).toEqual({});
});
