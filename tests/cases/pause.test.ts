import { afterEach, expect, test } from "vitest";
import { readResumeDay } from "#app/cases/resume-day.ts";
import { act, acts, done, lastOf, openTestCase, readCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const pause = {
  act: "paused",
  choice: "police",
  said: { words: "The police asked us to." },
} as const;

async function resume(number: string) {
  const { standing, file } = await readCase(city, "1003", number);
  const { dueOn } = await readResumeDay(city.portal, standing);
  await done(city, "1003", number, { act: "resumed", about: lastOf(file, "paused"), dueOn });
  return dueOn;
}

const dueOf = async (number: string) =>
  (
    await city.database.owner`
      select s.due_on::text as due, s.is_paused as paused from case_standings s join cases c on c.id = s.case_id
      where c.number = ${number}`
  )[0];

test("a paused case is due on no day, and afterwards has as many working days left as before", async () => {
  const number = await openTestCase(city);
  const before = await dueOf(number);
  await done(city, "1003", number, pause);
  expect(await dueOf(number)).toMatchObject({ due: null, paused: true });
  expect(await act(city, "1003", number, pause)).toEqual({
    refused: "The clock is paused already",
  });
  // Paused and let run on the same day, nothing changes.
  expect(await resume(number)).toBe(before?.due);
  await done(city, "1003", number, pause);
  // Two working weeks later, the holidays of December and January between not counted.
  city.at(new Date("2026-12-07T15:30:00Z"));
  const { left } = await readResumeDay(
    city.portal,
    (await readCase(city, "1003", number)).standing,
  );
  expect(left).toBe(60);
  const due = await resume(number);
  expect(due > (before?.due ?? "")).toBe(true);
  expect(await dueOf(number)).toMatchObject({ due, paused: false });
});

test("the days of a clock that was paused twice are counted from where it stood each time", async () => {
  const number = await openTestCase(city);
  // Ten working days pass: 59 to 50 are left on the seventh of December.
  city.at(new Date("2026-12-07T15:30:00Z"));
  await done(city, "1003", number, pause);
  city.at(new Date("2026-12-14T15:30:00Z"));
  await resume(number);
  city.at(new Date("2026-12-15T15:30:00Z"));
  await done(city, "1003", number, pause);
  city.at(new Date("2027-01-11T15:30:00Z"));
  const { standing } = await readCase(city, "1003", number);
  expect(await readResumeDay(city.portal, standing)).toMatchObject({ left: 49 });
});

test("a case that was late when its clock stopped is due at once when it runs again", async () => {
  const number = await openTestCase(city);
  city.at(new Date("2027-06-07T15:30:00Z"));
  await done(city, "1003", number, pause);
  city.at(new Date("2027-06-21T15:30:00Z"));
  const { standing } = await readCase(city, "1003", number);
  expect(await readResumeDay(city.portal, standing)).toEqual({ left: 0, dueOn: "2027-06-21" });
});

test("acts go on while the clock is paused, and closing waits until it runs", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, pause);
  await done(city, "1003", number, acts.triage("coach"));
  await done(city, "1003", number, acts.tellReporter);
  expect(await act(city, "1003", number, acts.close)).toEqual({
    refused: "Let the clock run again",
  });
  await resume(number);
  await done(city, "1003", number, acts.close);
});

test("a legal hold is placed once and lifted once, also on a closed case", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, acts.triage("coach"));
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
  const hold = { act: "held", said: { words: "A court asked for it." } } as const;
  await done(city, "1003", number, hold);
  expect(await act(city, "1003", number, hold)).toEqual({
    refused: "A legal hold is in place already",
  });
  const about = lastOf((await readCase(city, "1003", number)).file, "held");
  const lift = { act: "hold-lifted", about, said: { words: "It is over." } } as const;
  await done(city, "1003", number, lift);
  expect(await act(city, "1003", number, lift)).toEqual({ refused: "There is no legal hold" });
});
