import { expect, test } from "vitest";
import { acts, caseUpTo, done, investigator, readCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("what was issued on one finding decides nothing about another", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("verbal-warning"));
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  const about = "1009";
  for (const act of [
    await acts.allege(city, about),
    await acts.notice(city, about),
    acts.serve,
    await acts.respond(city, about),
    acts.find(),
  ])
    await done(city, investigator, number, act);
  await done(city, "1014", number, acts.confirm("found"));
  expect((await readCase(city, "1003", number)).standing.stage).toBe("decision");
  const [row] = await city.database.owner`
    select s.stage from case_standings s join cases c on c.id = s.case_id where c.number = ${number}`;
  expect(row).toEqual({ stage: "decision" });
  await done(city, "1003", number, acts.propose("written-warning"));
});
