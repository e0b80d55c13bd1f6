import { expect, test } from "vitest";
import type { CaseActName } from "#app/cases/case-act.ts";
import { askConfirmation, askDecline, awaitedBy, readAwaited } from "#app/cases/second-person.ts";
import { aboutLast, inHand, send } from "#tests/support/case-forms.ts";
import {
  act,
  acts,
  caseUpTo,
  done,
  investigator,
  lastOf,
  openTestCase,
  readCase,
} from "#tests/support/cases.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const notTheirs = "A second person does this: not who asked for it, and no investigator";

const agree = async (as: string, number: string, of: CaseActName, words = "") => {
  const viewer = await city.viewer(as);
  return send(city, as, number, (hand) =>
    askConfirmation(viewer, { ...aboutLast(hand, of), words }, hand),
  );
};

const read = async (as: string, number: string, of: CaseActName) => {
  const hand = await inHand(city, as, number);
  return readAwaited(await city.viewer(as), city.portal, hand, lastOf(hand.file, of));
};

test("no action waits for a second person, who reads the reasons; not whoever decided it", async () => {
  const number = await openTestCase(city);
  const said = { words: "The post is from before he was hired.", to: "" };
  await done(city, "1003", number, { act: "triaged", choice: "no-action", said });
  expect(await agree("1003", number, "triaged")).toEqual({ refused: notTheirs });
  const [waits] = awaitedBy(await inHand(city, "1014", number));
  expect(waits?.label).toBe("Tom Baker decided to take no action");
  expect((await read("1014", number, "triaged")).words).toBe(said.words);
  expect(await agree("1014", number, "triaged")).toEqual({ done: true });
  expect((await readCase(city, "1003", number)).standing.stage).toBe("conclusion");
});

test("an exception is agreed to with its reason", async () => {
  const number = await caseUpTo(city, "alleged");
  const { personId } = await city.viewer("1009");
  const said = { words: "The police ask us to wait." };
  await done(city, investigator, number, { act: "excepted", choice: "notice", personId, said });
  expect(await agree(investigator, number, "excepted")).toEqual({ refused: notTheirs });
  expect(await read("1014", number, "excepted")).toMatchObject({
    title: "Ingrid Vance asked to be excepted from the notice, for Jesse Flett",
    words: said.words,
  });
});

test("a finding is reviewed by somebody else, and nothing rests on it before", async () => {
  const number = await caseUpTo(city, "found");
  expect(await agree(investigator, number, "found")).toEqual({ refused: notTheirs });
  expect(await act(city, "1003", number, acts.propose())).toEqual({
    refused: "Have the finding reviewed first",
  });
  expect(await read("1014", number, "found")).toMatchObject({
    finding: { words: "Because of what was read.", outcome: "substantiated" },
  });
  expect(await agree("1014", number, "found")).toEqual({ done: true });
});

test("whoever is not agreed with makes it anew: the finding, the proposal", async () => {
  const number = await caseUpTo(city, "found");
  await send(city, "1014", number, (hand) =>
    askDecline({ ...aboutLast(hand, "found"), words: "The screenshot is of another account." }),
  );
  expect(await agree("1003", number, "found")).toMatchObject({
    refused: /^(Nothing waits|A second person)/,
  });
  await done(city, investigator, number, acts.find());
  expect(await agree("1014", number, "found")).toEqual({ done: true });
  await done(city, "1003", number, acts.propose());
  await done(city, "1014", number, acts.decline("proposed"));
  expect(await act(city, "1003", number, acts.issue)).toMatchObject({ refused: /^Wait until/ });
  await done(city, "1003", number, acts.propose("verbal-warning"));
  expect(await agree("1014", number, "proposed")).toEqual({ done: true });
  await done(city, "1003", number, acts.issue);
});

test("a proposal is read whole, and says who approved it, as what and when, and what is still needed", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("termination"));
  const before = await read("1014", number, "proposed");
  expect(before.proposal).toMatchObject({
    ...{ measure: "termination", words: "Because of what was read." },
    earlier: [{ measure: "verbal-warning", found: { clauses: ["6.c"] } }],
    ...{ by: "Tom Baker", approvals: [] },
    grounds: [{ words: "Because of what was read.", outcome: "substantiated" }],
    missing:
      "Two approvals are still needed, one of them the city manager’s or, in their place, the outside officer’s",
  });
  expect(await agree("1003", number, "proposed")).toEqual({ refused: notTheirs });
  expect(await agree(investigator, number, "proposed")).toEqual({ refused: notTheirs });
  expect(await agree("1014", number, "proposed")).toEqual({ done: true });
  expect(await agree("1014", number, "proposed")).toEqual({
    refused: "Another person approves now: you have",
  });
  const half = await read("1001", number, "proposed");
  expect(half.asManager).toBe(true);
  expect(half.proposal).toMatchObject({
    approvals: [{ by: "Joanne Settee", isManager: false, at: city.portal.now() }],
    missing:
      "One approval is still needed: the city manager’s or, in their place, the outside officer’s",
  });
  expect(await agree("1001", number, "proposed")).toEqual({ done: true });
  const { file } = await readCase(city, "1003", number);
  expect(file.acts.filter(({ act: name }) => name === "confirmed").slice(-2)).toMatchObject([
    { choice: "as-approver" },
    { choice: "as-city-manager" },
  ]);
});

test("where the city manager steps aside, the outside officer approves a termination in their place", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("termination"));
  const { personId } = await city.viewer("1001");
  await done(city, "1001", number, { act: "shut-out", choice: "declared", personId });
  expect(await agree("1001", number, "proposed")).toBeUndefined();
  expect(await agree("1014", number, "proposed")).toEqual({ done: true });
  expect(await agree("ruth.enns@example.net", number, "proposed")).toEqual({ done: true });
  expect((await readCase(city, "1003", number)).file.acts.at(-1)?.choice).toBe("as-city-manager");
  await done(city, "1003", number, acts.issue);
});

test("who is moved below the respondent before it is issued has not approved it any more", async () => {
  const number = await caseUpTo(city, "reviewed", { about: "1008" });
  await done(city, "1003", number, acts.propose());
  expect(await agree("1014", number, "proposed")).toEqual({ done: true });
  await moveTo(city, "1014", "1008");
  const { standing } = await readCase(city, "1003", number);
  expect(standing.awaited.map(({ act: name }) => name)).toEqual(["proposed"]);
  expect(await act(city, "1003", number, acts.issue)).toEqual({
    refused: "Wait until all approvals are there",
  });
  expect(await agree("1014", number, "proposed")).toBeUndefined();
  expect((await read("1001", number, "proposed")).proposal).toMatchObject({
    ...{ approvals: [], missing: "One approval is still needed" },
  });
  expect(await agree("1001", number, "proposed")).toEqual({ done: true });
  await done(city, "1003", number, acts.issue);
});
