import { expect, test } from "vitest";
import { act, acts, caseUpTo, done, readCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("a termination is approved by two, one of them the city manager, then issued; told, and closed", async () => {
  const number = await caseUpTo(city, "reviewed");
  expect((await readCase(city, "1003", number)).standing.stage).toBe("decision");
  await done(city, "1003", number, acts.propose("termination"));
  expect(await act(city, "1003", number, acts.issue)).toEqual({
    refused: "Wait until all approvals are there",
  });
  await done(city, "1014", number, acts.confirm("proposed"));
  expect(await act(city, "1003", number, acts.issue)).toMatchObject({ refused: /^Wait/ });
  await done(city, "1001", number, acts.confirm("proposed", "as-city-manager"));
  await done(city, "1003", number, acts.issue);
  expect((await readCase(city, "1003", number)).standing.stage).toBe("conclusion");
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
  const [row] = await city.database.owner`
    select s.* from case_standings s join cases c on c.id = s.case_id where c.number = ${number}`;
  expect(row).toMatchObject({ stage: "closed" });
});
