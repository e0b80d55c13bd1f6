import { expect, test } from "vitest";
import { casePages } from "#tests/support/case-pages.ts";
import { act, acts, done, investigator, openTestCase } from "#tests/support/cases.ts";

const { city, ask } = casePages();

test("who is appointed and has not declared reads no letter, writes no note and is not told what happened", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  await done(city, investigator, number, acts.declare);
  await done(city, investigator, number, await acts.allege(city, "1009"));
  await done(city, investigator, number, await acts.notice(city, "1009"));
  const letter = `/cases/${number}/letters/${await lastNumber(number)}`;
  expect((await ask(investigator, letter)).status).toBe(200);
  const { personId } = await city.viewer("1006");
  const said = { words: "Ill for a month." };
  await done(city, "1003", number, ({ standing }) => ({
    ...{ act: "appointment-ended", about: standing.appointment?.number ?? 0, said },
  }));
  await done(city, "1003", number, { act: "appointed", personId, said });
  expect((await ask("1006", letter)).status).toBe(404);
  expect(await act(city, "1006", number, acts.declare, { seen: 0 })).toEqual({
    refused: "Open this page again, and send the form from there",
  });
  expect(await act(city, "1006", number, { act: "noted", said })).toEqual({
    refused: "Declare first that nothing stands between you and the case",
  });
  await done(city, "1006", number, acts.declare);
  expect((await ask("1006", letter)).status).toBe(200);
});

test("while a grievance is open nobody is told that it is concluded", async () => {
  const number = await openTestCase(city);
  const jesse = (await city.viewer("1009")).personId;
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  await done(city, investigator, number, acts.declare);
  await done(city, investigator, number, await acts.allege(city, "1009"));
  await done(city, investigator, number, await acts.notice(city, "1009"));
  await done(city, investigator, number, acts.serve);
  await done(city, investigator, number, await acts.respond(city, "1009"));
  await done(city, investigator, number, acts.find());
  await done(city, "1014", number, acts.confirm("found"));
  await done(city, "1003", number, acts.propose());
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  await done(city, "1003", number, ({ file, today }) => ({
    ...{ act: "grieved", about: file.acts.at(-1)?.number ?? 0, personId: jesse, dueOn: today },
    ...{ choice: "in-time", said: { words: "It was not me.", on: today } },
  }));
  const refused = { refused: "Record first how the grievance ended" };
  expect(await act(city, "1003", number, acts.tellReporter)).toEqual(refused);
  expect(await act(city, "1003", number, await acts.inform(city, "1009"))).toEqual(refused);
});

async function lastNumber(number: string): Promise<number> {
  const [row] = await city.database.owner`
    select max(a.number)::int as last from case_acts a join cases c on c.id = a.case_id where c.number = ${number}`;
  return row?.last;
}
