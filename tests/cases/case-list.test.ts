import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import type { CaseFilter } from "#app/cases/case-filter.ts";
import { type CasePage, isAnyCaseThere, readCases } from "#app/cases/case-list.ts";
import { readCaseAccess } from "#app/cases/open-case.ts";
import { writePlace } from "#app/keyset.ts";
import { acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const ruth = "ruth.enns@example.net";
const everybody = ["1001", "1002", "1003", "1014", ruth, investigator, "1012", "1009", "1006"];
let older: string;
let paused: string;
let closed: string;
let aboutTom: string;
let aboutHelen: string;
let awaited: string;
let witnessed: string;

const read = async (as: string, filter: CaseFilter = {}) =>
  readCases(await city.viewer(as), city.portal, filter, { place: null });
const numbers = ({ rows }: CasePage) => rows.map(({ number }) => number);
const listed = async (as: string, filter: CaseFilter = {}) => numbers(await read(as, filter));

beforeAll(async () => {
  city.at(new Date("2026-08-24T15:30:00Z"));
  older = await caseUpTo(city, "alleged");
  paused = await openTestCase(city, { about: "1006" });
  city.at(new Date("2026-11-09T16:30:00Z"));
  aboutTom = await openTestCase(city, { about: "1003", by: "1014" });
  aboutHelen = await openTestCase(city, { about: "1002", by: "1014" });
  const { personId } = await city.viewer("1014");
  await done(city, "1014", aboutHelen, {
    ...{ act: "party-named", personId, choice: "witness", said: { words: "She was there." } },
  });
  closed = await openTestCase(city, { about: "1007" });
  await done(city, "1003", closed, acts.triage("coach"));
  await done(city, "1003", closed, acts.tellReporter);
  awaited = await openTestCase(city, { about: "1008" });
  await done(city, "1003", awaited, acts.triage("no-action"));
  witnessed = await caseUpTo(city, "investigated", { about: "1005" });
  await done(city, "1003", paused, {
    ...{ act: "paused", choice: "police", said: { words: "The police asked us to wait." } },
  });
  city.at(new Date("2026-11-18T16:30:00Z"));
  await done(city, "1003", closed, acts.close);
  city.at(aMonday);
}, 120_000);

describe("the work list", () => {
  test("begins with what is to be concluded soonest, then what is paused, and ends with closed ones", async () => {
    const page = await read("1003");
    const order = numbers(page);
    expect(order[0]).toBe(older);
    expect(order.slice(-2)).toEqual([paused, closed]);
    expect(page.count).toBe(order.length);
    expect(order).not.toContain(aboutTom);
    expect(order).not.toContain(aboutHelen);
  });

  test("says of a case whom it is about, by which clauses, who investigates it, and how far it is", async () => {
    const [first] = (await read("1003")).rows;
    expect(first).toMatchObject({
      ...{ stage: "investigation", respondents: ["Jesse Flett"], clauses: ["6.c"] },
      ...{ investigator: "Ingrid Vance", isInvestigated: false, isPaused: false, isAwaited: false },
      dueOn: expect.stringMatching(/^2026-11/),
    });
  });

  test("counts the age in working days, without holidays, and without the days the police were waited for", async () => {
    const rows = new Map((await read("1003")).rows.map((row) => [row.number, row]));
    // From 24 August: 65 weekdays but for Labour Day, 30 September, Thanksgiving and 11 November.
    expect(rows.get(older)?.age).toBe(61);
    // Of a paused one those until 9 November.
    expect(rows.get(paused)).toMatchObject({ age: 52, isPaused: true, dueOn: null });
    // Of a closed one those until it was: from 9 to 18 November, without the 11th.
    expect(rows.get(closed)?.age).toBe(6);
  });

  test("marks what waits for the viewer as the second person, and not for who asked", async () => {
    const isAwaited = async (as: string) =>
      (await read(as)).rows.find(({ number }) => number === awaited)?.isAwaited;
    expect(await isAwaited("1003")).toBe(false);
    expect(await isAwaited("1014")).toBe(true);
    expect(await isAwaited("1001")).toBe(true);
  });

  test("is narrowed to a stage, to what one investigates, to what waits for one", async () => {
    expect(await listed("1003", { stage: "closed" })).toEqual([closed]);
    expect(await listed("1003", { stage: "open" })).not.toContain(closed);
    expect((await listed("1003", { stage: "triage" })).toSorted()).toEqual(
      [paused, awaited].toSorted(),
    );
    expect((await listed(investigator, { mine: "investigate" })).toSorted()).toEqual(
      [older, witnessed].toSorted(),
    );
    expect(await listed("1003", { mine: "investigate" })).toEqual([]);
    expect(await listed("1014", { mine: "awaited" })).toEqual([awaited]);
    expect(await listed("1003", { mine: "awaited" })).toEqual([]);
  });

  test("goes on page by page without losing or repeating any, and back", async () => {
    const viewer = await city.viewer("1003");
    const all = await listed("1003");
    const seen: string[] = [];
    let page = await readCases(viewer, city.portal, {}, { place: null, size: 2 });
    for (;;) {
      seen.push(...numbers(page));
      if (!page.next) break;
      page = await readCases(viewer, city.portal, {}, { place: page.next, size: 2 });
    }
    expect(seen).toEqual(all);
    expect(page.previous && writePlace("cases", page.previous)).toBeTruthy();
    const back = await readCases(viewer, city.portal, {}, { place: page.previous, size: 2 });
    const before = all.slice(0, all.length - numbers(page).length).slice(-2);
    expect(numbers(back)).toEqual(before);
  });
});

describe("the search", () => {
  test.each([
    ["its number", () => older],
    ["its number as one types it", () => older.toLowerCase().replaceAll("-", " ")],
    ["the last four of it", () => older.slice(-4)],
    ["a respondent", () => "flett jes"],
  ])("finds a case by %s", async (_, typed) => {
    expect(await listed("1003", { q: typed() })).toContain(older);
    expect(await listed("1003", { q: typed() })).not.toContain(closed);
  });

  test("finds what a clause is alleged in, and nothing by one that is not", async () => {
    expect(await listed("1003", { q: "6.C" })).toEqual([older]);
    expect(await listed("1003", { q: "6.d" })).toEqual([]);
  });

  test("finds nothing of a case from which the viewer is shut out, and counts it nowhere", async () => {
    expect(await listed("1014", { q: "Tom Baker" })).toEqual([aboutTom]);
    for (const q of [aboutTom, aboutTom.slice(-4), aboutHelen]) {
      expect(await read("1003", { q })).toMatchObject({ rows: [], count: 0 });
    }
    expect(await read("1003", { q: "Helen" })).toMatchObject({ rows: [], count: 0 });
  });
});

test("who has still to declare reads no clause of the case, and finds it by none", async () => {
  const number = await openTestCase(city, { about: "1006" });
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  await done(city, "1003", number, await acts.allege(city, "1006"));
  const clausesFor = async (as: string) =>
    (await read(as)).rows.find((row) => row.number === number)?.clauses;
  expect(await clausesFor(investigator)).toEqual([]);
  expect(await listed(investigator, { q: "6.c" })).toEqual([older]);
  expect(await clausesFor("1003")).toEqual(["6.c"]);
  expect(await listed("1003", { q: "6.c" })).toContain(number);
  await done(city, investigator, number, acts.declare);
  expect(await clausesFor(investigator)).toEqual(["6.c"]);
  expect(await listed(investigator, { q: "6.c" })).toContain(number);
});

describe("what is there", () => {
  /** By the rule itself, case by case. */
  const byRule = async (viewer: Viewer) => {
    const { isSeen } = await readCaseAccess(viewer, city.portal);
    const rows = await city.portal.db.execute<{ number: string }>(
      sql`select c.number from cases c where ${isSeen} order by c.number`,
    );
    return rows.map(({ number }) => number);
  };
  const expectSame = async () => {
    for (const who of everybody) {
      const viewer = await city.viewer(who);
      const rule = await byRule(viewer);
      const page = await readCases(viewer, city.portal, {}, { place: null, size: 500 });
      expect({ who, numbers: numbers(page).toSorted(), count: page.count }).toEqual({
        ...{ who, numbers: rule, count: rule.length },
      });
      expect(await isAnyCaseThere(viewer, city.portal)).toBe(rule.length > 0);
    }
  };

  test("is for each viewer what the rule says of each case", expectSame);

  test("for nobody without a part in one", async () => {
    for (const who of ["1009", "1006", "1012", "omar.haddad@example.net"]) {
      expect(await read(who)).toMatchObject({ rows: [], count: 0 });
      expect(await isAnyCaseThere(await city.viewer(who), city.portal)).toBe(false);
    }
  });

  /** As the owner, with a table's rules asleep: what makes it so is a test elsewhere. */
  const change = (table: string, statement: (tx: postgres.TransactionSql) => Promise<unknown>) =>
    city.database.owner.begin(async (tx) => {
      await tx`alter table ${tx(table)} disable trigger user`;
      await statement(tx);
      await tx`alter table ${tx(table)} enable trigger user`;
    });
  const shutOut = (who: string, number = aboutTom) =>
    change(
      "report_conflicts",
      (tx) => tx`
        insert into report_conflicts (report_id, person_id, reason, found_on)
        select r.report_id, p.id, 'filed-by-them', '2026-11-23'
        from case_reports r join cases c on c.id = r.case_id cross join people p
        where c.number = ${number} and (p.handle = ${who} or p.email = ${who})`,
    );

  test("of a case disposed of the list names nobody, and finds it by its number alone", async () => {
    const moveTo = (stage: string) =>
      change(
        "case_standings",
        (tx) => tx`
          update case_standings set stage = ${stage}
          where case_id = (select id from cases where number = ${older})`,
      );
    await moveTo("disposed");
    for (const q of [older, older.slice(-4)]) {
      const found = (await read("1003", { q })).rows.find(({ number }) => number === older);
      expect(found).toMatchObject({
        ...{ stage: "disposed", respondents: [], clauses: [], investigator: null },
      });
    }
    for (const q of ["flett jes", "6.c"]) expect(await listed("1003", { q })).not.toContain(older);
    await moveTo("investigation");
    for (const q of ["flett jes", "6.c"]) expect(await listed("1003", { q })).toContain(older);
  });

  test("what all of HR is shut out of is with the city manager, then the outside officer", async () => {
    expect(await listed("1014")).toContain(aboutTom);
    expect(await listed("1001")).not.toContain(aboutTom);
    await shutOut("1014");
    expect(await listed("1014")).not.toContain(aboutTom);
    expect(await listed("1001")).toContain(aboutTom);
    await expectSame();
    await shutOut("1001");
    expect(await listed("1001")).not.toContain(aboutTom);
    expect(await listed(ruth)).toContain(aboutTom);
    await expectSame();
  });

  test("what one was the investigator of, one does not decide: it is there for the city manager", async () => {
    const { personId } = await city.viewer("1003");
    await done(city, "1014", awaited, acts.decline("triaged"));
    await done(city, "1014", awaited, acts.triage());
    await done(city, "1014", awaited, {
      ...{ act: "appointed", personId, said: { words: "He knows the rink." } },
    });
    await shutOut("1014", awaited);
    expect(await listed("1001")).toContain(awaited);
    await expectSame();
  });

  test("with nobody of HR here, all but their own conflicts are with the city manager", async () => {
    await change(
      "given_grants",
      (tx) =>
        tx`update grants set revoked_at = now(), revoked_by = (select id from people where handle = '1012') where role = 'hr-cases'`,
    );
    expect((await listed("1001")).length).toBeGreaterThan(3);
    await expectSame();
  });
});
