import { expect, test } from "vitest";
import { sentTo } from "#app/notices/words.ts";

const address = "robin@example.org";

test.each([
  ["waiting", null, "Nobody yet"],
  // It was asked for again: to which address it goes is known when it goes.
  ["waiting", address, "Nobody yet"],
  ["attempting", address, address],
  ["sent", address, address],
  ["came-back", address, address],
  ["slip", null, "On paper"],
  ["handed-over", address, "On paper"],
  ["at-home", null, "Home page of the portal"],
  ["withdrawn", address, "Nobody"],
] as const)("a notice that is %s, last for %s, went to: %s", (state, last, to) => {
  expect(sentTo({ state, address: last })).toBe(to);
});
