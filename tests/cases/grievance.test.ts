import { expect, test } from "vitest";
import { askGrievance, askGrievanceEnd, grievable } from "#app/cases/grieve.ts";
import { aboutLast, inHand, send } from "#tests/support/case-forms.ts";
import { act, acts, caseUpTo, done, lastOf, readCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();

async function issued(measure: "written-warning" | "none" = "written-warning"): Promise<string> {
  city.at(aMonday);
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose(measure));
  if (measure !== "none") await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  return number;
}

const grieve = (number: string, on: string) =>
  send(city, "1003", number, (hand) =>
    askGrievance(city.portal, { ...aboutLast(hand, "issued"), on, words: "It was a joke." }, hand),
  );

type End = Parameters<typeof askGrievanceEnd>[0]["choice"];

const end = (number: string, choice: End, on = "2027-01-15") =>
  send(city, "1003", number, (hand) =>
    askGrievanceEnd({ ...aboutLast(hand, "grieved"), choice, on, words: "So decided." }, hand),
  );

test.each([
  ["on the last working day of its time", "2026-12-14", "in-time"],
  ["a day later", "2026-12-15", "late"],
])("a grievance filed %s is recorded, and marked so", async (_, on, choice) => {
  const number = await issued();
  city.at(new Date("2027-01-04T15:30:00Z"));
  expect(await grieve(number, on)).toEqual({ done: true });
  const { file } = await readCase(city, "1003", number);
  expect(file.acts.at(-1)).toMatchObject({ act: "grieved", choice, said: { on } });
});

test("nothing is grieved before it was issued, twice, or where there is no discipline", async () => {
  const number = await issued();
  city.at(new Date("2027-01-04T15:30:00Z"));
  expect(await grieve(number, "2026-11-22")).toEqual({
    refused:
      "Enter the day it was filed: not before 23 November 2026, when the decision was issued",
    field: "on",
  });
  await grieve(number, "2026-12-01");
  expect(await grieve(number, "2026-12-01")).toEqual({
    refused: "Nothing was issued that could be grieved",
  });
  const none = await issued("none");
  expect(grievable(await inHand(city, "1003", none))).toEqual([]);
  expect(await grieve(none, "2026-11-23")).toEqual({
    refused: "Nothing was issued that could be grieved",
  });
});

test("a grievance opens a closed case again, until it has ended", async () => {
  const number = await issued();
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
  city.at(new Date("2027-01-20T15:30:00Z"));
  expect(await grieve(number, "2027-01-20")).toEqual({ done: true });
  expect((await readCase(city, "1003", number)).standing).toMatchObject({ stage: "conclusion" });
  expect(await act(city, "1003", number, acts.close)).toEqual({
    refused: "Record how the grievance ended",
  });
  expect(await end(number, "dismissed", "2027-01-19")).toMatchObject({ field: "on" });
  expect(await end(number, "dismissed", "2027-01-20")).toEqual({ done: true });
  expect(await end(number, "allowed", "2027-01-20")).toEqual({
    refused: "No grievance is open",
  });
  await done(city, "1003", number, acts.close);
});

test.each<[End, boolean]>([
  ["dismissed", false],
  ["withdrawn", false],
  ["allowed", true],
  ["allowed-in-part", true],
  ["settled", true],
])(
  "a grievance that is %s leaves what was issued waiting for a word: %s",
  async (choice, waits) => {
    const number = await issued();
    city.at(new Date("2027-01-20T15:30:00Z"));
    await grieve(number, "2026-12-01");
    expect(await end(number, choice)).toEqual({ done: true });
    const { standing, file } = await readCase(city, "1003", number);
    expect(standing.stage).toBe(waits ? "decision" : "conclusion");
    if (!waits) return;
    const about = lastOf(file, "issued");
    await done(city, "1003", number, { act: "rescinded", about, said: { words: "As allowed." } });
    expect((await readCase(city, "1003", number)).standing).toMatchObject({
      stage: "decision",
      uninformed: [expect.any(String)],
    });
  },
);

test.each(["verbal-warning", "none"] as const)(
  "after what was issued is rescinded something else is decided: %s",
  async (measure) => {
    const number = await issued();
    city.at(new Date("2027-01-20T15:30:00Z"));
    await grieve(number, "2026-12-01");
    await end(number, "allowed-in-part");
    const { file } = await readCase(city, "1003", number);
    const about = lastOf(file, "issued");
    await done(city, "1003", number, { act: "rescinded", about, said: { words: "As allowed." } });
    expect(await act(city, "1003", number, acts.close)).toEqual({
      refused: "Decide about discipline, and issue it",
    });
    await done(city, "1003", number, acts.propose(measure));
    if (measure !== "none") await done(city, "1014", number, acts.confirm("proposed"));
    await done(city, "1003", number, acts.issue);
    await done(city, "1003", number, acts.tellReporter);
    await done(city, "1003", number, acts.close);
  },
);

test("what goes to arbitration stays open until that has ended, and goes there once", async () => {
  const number = await issued();
  city.at(new Date("2027-01-20T15:30:00Z"));
  await grieve(number, "2026-12-01");
  await end(number, "to-arbitration");
  expect(await end(number, "to-arbitration")).toEqual({
    refused: "It is at arbitration: record how that ended",
  });
  expect(await act(city, "1003", number, acts.close)).toMatchObject({ refused: /grievance ended/ });
  expect(await end(number, "allowed-in-part")).toEqual({ done: true });
});
