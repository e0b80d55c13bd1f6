import { afterEach, expect, test } from "vitest";
import { act, acts, caseUpTo, done, lastOf, openTestCase, readCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const words = { said: { words: "He works with the children named in it." } };
async function begin(dueOn = "2026-12-01") {
  const { personId } = await city.viewer("1009");
  return { act: "interim-begun", personId, choice: "leave-with-pay", dueOn, ...words } as const;
}

test("an interim measure is for a respondent, has a review ahead, and is no discipline", async () => {
  const number = await openTestCase(city);
  expect(await act(city, "1003", number, await begin("2026-11-23"))).toEqual({
    refused: "Choose a day after today",
  });
  const { personId } = await city.viewer("1008");
  expect(await act(city, "1003", number, { ...(await begin()), personId })).toEqual({
    refused: "Name this person as a respondent first",
  });
  await done(city, "1003", number, await begin());
  const { file, standing } = await readCase(city, "1003", number);
  expect(standing.interimReviews).toEqual([
    { number: lastOf(file, "interim-begun"), reviewOn: "2026-12-01", isOverdue: false },
  ]);
  expect(file.discipline).toEqual([]);
});

test("a review that was not done by its day is overdue until it is, and each sets the next", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, await begin());
  city.at(new Date("2026-12-02T15:30:00Z"));
  expect((await readCase(city, "1003", number)).standing.interimReviews).toMatchObject([
    { isOverdue: true },
  ]);
  await done(city, "1003", number, ({ file }) => ({
    ...{ act: "interim-reviewed", about: lastOf(file, "interim-begun"), dueOn: "2026-12-09" },
    ...words,
  }));
  expect((await readCase(city, "1003", number)).standing.interimReviews).toMatchObject([
    { reviewOn: "2026-12-09", isOverdue: false },
  ]);
});

test("no case is closed over an interim measure, and one that ended is neither reviewed nor ended again", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, acts.triage("coach"));
  await done(city, "1003", number, await begin());
  await done(city, "1003", number, acts.tellReporter);
  expect(await act(city, "1003", number, acts.close)).toEqual({
    refused: "End the interim measure",
  });
  const about = lastOf((await readCase(city, "1003", number)).file, "interim-begun");
  const end = { act: "interim-ended", about, ...words } as const;
  await done(city, "1003", number, end);
  expect(await act(city, "1003", number, end)).toEqual({ refused: "There is no interim measure" });
  expect((await readCase(city, "1003", number)).standing.interimReviews).toEqual([]);
  await done(city, "1003", number, acts.close);
});

test("the investigator begins none: who handles the case does", async () => {
  const number = await caseUpTo(city, "investigated");
  expect(await act(city, "ingrid.vance@example.net", number, await begin())).toEqual({
    refused: "Who handles the case does this",
  });
});
