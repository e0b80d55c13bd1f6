import { beforeAll, expect, test } from "vitest";
import { readCaseFigures } from "#app/cases/case-figures.ts";
import { writeCaseFigures } from "#app/cases/case-figures-csv.ts";
import { acts, caseUpTo, done, openTestCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const city = testPortal();
const inSpring = new Date("2026-05-12T15:00:00Z");
const inSummer = new Date("2026-08-12T15:00:00Z");
const inAutumn = new Date("2026-11-23T15:30:00Z");

/**
 * In spring five cases, each substantiated, all about Jesse, and reports about four others. In summer six cases, five
 * of them substantiated in it, one about Tom; and six reports about nobody by name.
 */
beforeAll(async () => {
  city.at(inSpring);
  for (let n = 0; n < 5; n += 1) await caseUpTo(city, "reviewed", { about: "1009" });
  for (const about of ["1005", "1006", "1007", "1008"]) {
    await fileReport(city.portal, { subjects: [await subject(city, about)] });
  }
  city.at(inSummer);
  for (const about of ["1009", "1006", "1007", "1005", "1008"]) {
    await caseUpTo(city, "reviewed", { about });
  }
  await openTestCase(city, { about: "1003", by: "1014" });
  for (const clauses of [["6.c"], ["6.c"], ["6.a", "6.c"], ["6.c"], ["6.c"], ["6.c"]]) {
    await fileReport(city.portal, { clauses });
  }
  city.at(inAutumn);
}, 120_000);

const figures = async (who = "1003") => {
  const read = await readCaseFigures(await city.viewer(who), city.portal);
  if (!read) throw new Error("There are no settings.");
  return read;
};
const ofQuarter = async (wanted: number, who?: string) => {
  const { quarters } = await figures(who);
  const found = quarters.find(({ quarter }) => quarter.year === 2026 && quarter.number === wanted);
  if (!found) throw new Error("It is not shown.");
  return found;
};
const summer = (who?: string) => ofQuarter(3, who);

test("a quarter's figures, counted by hand, with what could tell of somebody kept back", async () => {
  expect(await summer()).toMatchObject({
    ...{ reports: 12, decided: 5, grieved: null, ended: null },
    // Six without a clause; five of 6.c and one of several are enough together, but about nobody by name.
    reportClauses: { shown: [], together: 12 },
    // That all were substantiated is never said.
    outcomes: { shown: [], together: 5 },
    clauses: { shown: [], together: 5 },
    // Five left triage and investigation on the day they were opened.
    stages: { triage: 0, investigation: 0 },
  });
});

test("one respondent fills no number, however much is alleged of them", async () => {
  expect(await ofQuarter(2)).toMatchObject({
    // Nine reports about five people; five findings, about one.
    ...{ reports: 9, decided: null, outcomes: null, clauses: null, departments: null },
    reportClauses: { shown: [], together: 9 },
    stages: {},
  });
});

test("they are the same for every viewer, also one who is shut out of a case", async () => {
  expect(await summer("1014")).toEqual(await summer("1003"));
});

test("without the grant all is kept back", async () => {
  for (const who of ["1001", "1012", "1006"]) {
    expect(await summer(who)).toMatchObject({ reports: null, decided: null, stages: {} });
  }
});

test("only quarters that have ended are shown, and nothing that happens later changes one", async () => {
  const before = await figures();
  expect(before.quarters.at(-1)?.quarter).toMatchObject({ year: 2026, number: 3 });
  const number = await caseUpTo(city, "found");
  await done(city, "1014", number, acts.confirm("found"));
  await fileReport(city.portal, { clauses: ["6.c"] });
  expect(await figures()).toEqual(before);
});

test("the file says what the page says, and of what is kept back that it is", async () => {
  const { name, text } = writeCaseFigures(await figures(), "2026-11-23");
  expect(name).toBe("cases-2026-11-23.csv");
  const lines = text.split("\r\n");
  expect(lines).toContain("Q3 2026,2026-07-01,2026-09-30,Reports filed,All,12");
  expect(lines).toContain("Q3 2026,2026-07-01,2026-09-30,Grievances begun,All,kept back");
  expect(lines).toContain("Q1 2026,2026-01-01,2026-03-31,Reports filed,All,kept back");
  expect(text).not.toContain("Substantiated,5");
});
