import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { act, acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
type Ask = Parameters<typeof act>[3];

/** How many acts a case has: what everybody has read. */
async function lastActOf(number: string): Promise<number> {
  const [row] = await city.database.owner`
    select last_number as number from case_standings s join cases c on c.id = s.case_id where c.number = ${number}`;
  return row?.number;
}

/** Two send at once what they filled in on what both had read: one is done, the other is told what the one did. */
async function race(number: string, one: [string, Ask], other: [string, Ask]): Promise<void> {
  const seen = await lastActOf(number);
  const answers = await Promise.all(
    [one, other].map(([as, ask]) => act(city, as, number, ask, { seen })),
  );
  expect(answers).toContainEqual({ done: true });
  expect(answers).toContainEqual({
    refused: expect.stringMatching(
      /^Read what is new, then send yours again: meanwhile [A-Z]\w+ [A-Z]\w+ .*[^.]$/,
    ),
  });
  expect(await lastActOf(number)).toBe(seen + 1);
}

test("two at once on one step: one wins, the other is told what changed", async () => {
  const number = await openTestCase(city);
  await race(number, ["1003", acts.triage()], ["1014", acts.triage("coach")]);
  const found = await caseUpTo(city, "answered");
  await race(found, [investigator, acts.find()], [investigator, acts.find("inconclusive")]);
  await race(found, ["1003", acts.confirm("found")], ["1014", acts.confirm("found")]);
});

test("two propose at once, approve and decline at once, issue at once", async () => {
  const number = await caseUpTo(city, "reviewed");
  await race(number, ["1003", acts.propose("demotion")], ["1014", acts.propose("written-warning")]);
  const other = await caseUpTo(city, "reviewed");
  await done(city, "1003", other, acts.propose("written-warning"));
  await race(other, ["1014", acts.confirm("proposed")], ["1014", acts.decline("proposed")]);
  const third = await caseUpTo(city, "reviewed");
  await done(city, "1003", third, acts.propose("none"));
  await race(third, ["1003", acts.issue], ["1014", acts.issue]);
  await race(third, ["1003", acts.tellReporter], ["1014", acts.tellReporter]);
  await race(third, ["1003", acts.close], ["1014", acts.close]);
  await race(third, ["1003", acts.reopen], ["1014", acts.reopen]);
});

test("one form sent twice at once acts once, and both are answered that it is done", async () => {
  const number = await openTestCase(city);
  const form = { formId: randomUUID(), seen: await lastActOf(number) };
  const sent = [1, 2, 3].map(() => act(city, "1003", number, acts.triage(), form));
  expect(await Promise.all(sent)).toEqual([{ done: true }, { done: true }, { done: true }]);
  expect(await lastActOf(number)).toBe(form.seen + 1);
});

test("a form of another case is refused in words", async () => {
  const [one, other] = [await openTestCase(city), await openTestCase(city)];
  const formId = randomUUID();
  await done(city, "1003", one, acts.triage(), { formId });
  expect(await act(city, "1003", other, acts.triage(), { formId })).toEqual({
    refused: "Open this page again, and send the form from there",
  });
});
