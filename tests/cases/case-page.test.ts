import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Visit } from "#app/auth/guard.ts";
import { mayHaveCases } from "#app/auth/viewer.ts";
import { actOnCase } from "#app/cases/act-on-case.ts";
import { readCasesAtHome } from "#app/cases/at-home.ts";
import { readCasePage } from "#app/cases/case-page.ts";
import { whyNobodyLeft } from "#app/cases/choose-party.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { openWholeCase } from "#app/cases/open-whole-case.ts";
import { countUnreadNotices } from "#app/cases/own-notices.ts";
import { stepAsideAct } from "#app/cases/step-aside.ts";
import { openReport } from "#app/intake/open-report.ts";
import {
  acts,
  caseUpTo,
  done,
  investigator,
  lastOf,
  openTestCase,
  readCase,
} from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const city = testPortal();
const ruth = "ruth.enns@example.net";

async function page(as: string, number: string) {
  const request = new Request(`http://127.0.0.1:3000/cases/${number}`);
  const visit: Visit = {
    ...{ portal: city.portal, viewer: await city.viewer(as), request, url: new URL(request.url) },
    ...{ params: { number }, clientAddress: "" },
  };
  return readCasePage(visit, number);
}

/** The page as who may read the case whole sees it. */
async function whole(as: string, number: string) {
  const read = await page(as, number);
  if (read?.of !== "whole") throw new Error(`${as} does not see ${number} whole.`);
  return read;
}

const labels = (lines: { label: string }[]) => lines.map(({ label }) => label);

test("who handles a case reads it whole: what can be done, and of every other act why not", async () => {
  const number = await caseUpTo(city, "alleged");
  const read = await whole("1003", number);
  expect(read.head).toMatchObject({
    ...{ stage: "investigation", about: ["Jesse Flett"], paused: null },
    handlers: { names: ["Tom Baker", "Joanne Settee"], as: "hr" },
    investigator: { name: "Ingrid Vance", hasDeclared: true, isBarred: false },
  });
  expect(labels(read.now)).toContain("State an allegation");
  expect(labels(read.now)).toContain("End the appointment of Ingrid Vance");
  expect(read.not).toContainEqual({
    why: "The investigator does this",
    labels: expect.arrayContaining(["Give notice of allegations", "Record a finding"]),
  });
  const stated = read.respondents[0]?.allegations[0];
  expect(stated?.address).toBe("/policy/3.51/1#6.c");
  expect(read.reports[0]?.answers.what).toContain("circus");
  expect(read.timeline.map(({ sentence }) => sentence)).toContain(
    "Ingrid Vance stated an allegation about Jesse Flett",
  );
});

test("an act about something particular has a link for each, with the number of what it is about", async () => {
  const number = await caseUpTo(city, "alleged");
  await done(city, "1003", number, await acts.name(city, "1007"));
  await done(city, investigator, number, await acts.allege(city, "1007"));
  for (const who of ["1009", "1007"]) {
    await done(city, investigator, number, await acts.notice(city, who));
  }
  const { now } = await whole("1003", number);
  const serve = now.filter(({ act: name }) => name === "served");
  expect(labels(serve)).toEqual([
    "Serve the notice to Jesse Flett, and record how",
    "Serve the notice to Dale Kozak, and record how",
  ]);
  expect(serve.map(({ href }) => href)).toEqual([
    expect.stringMatching(/\/serve\?about=\d+$/),
    expect.stringMatching(/\/serve\?about=\d+$/),
  ]);
  expect(new Set(serve.map(({ href }) => href)).size).toBe(2);
});

test("an investigator who has not declared sees whom it is about and can declare; nothing that was told", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  const before = await page(investigator, number);
  expect(before).toMatchObject({
    ...{ of: "undeclared", respondents: ["Jesse Flett"], reports: ["anonymous"] },
    declare: [{ act: "shut-out" }, { act: "declared" }],
  });
  expect(JSON.stringify(before)).not.toContain("circus");
  const ingrid = await city.viewer(investigator);
  expect(await openWholeCase(ingrid, city.portal, number)).toBeUndefined();
  expect(await readCasesAtHome(ingrid, city.portal)).toMatchObject({ undeclared: 1 });

  await done(city, investigator, number, acts.declare);
  expect((await whole(investigator, number)).reports).toHaveLength(1);
  const ended = ({ standing }: { standing: { appointment?: { number: number } | undefined } }) => ({
    ...{ act: "appointment-ended" as const, about: standing.appointment?.number ?? 0 },
    said: { words: "Back to her own work." },
  });
  await done(city, "1003", number, ended);
  expect(await page(investigator, number)).toBeUndefined();
});

test("a second HR person who is a witness finds nothing", async () => {
  const number = await openTestCase(city);
  const { personId } = await city.viewer("1014");
  await done(city, "1003", number, {
    ...{ act: "party-named", personId, choice: "witness", said: { words: "She saw it." } },
  });
  expect(await page("1014", number)).toBeUndefined();
  expect((await whole("1003", number)).head.handlers.names).toEqual(["Tom Baker"]);
});

test("the city manager sees a case while something waits for them, and not before", async () => {
  const number = await caseUpTo(city, "reviewed");
  expect(await page("1001", number)).toBeUndefined();
  await done(city, "1003", number, acts.propose("termination"));
  const { awaited } = await whole("1001", number);
  expect(awaited).toMatchObject([
    {
      ...{ what: "Termination for Jesse Flett", approvals: { given: 0, needed: 2 } },
      ...{ who: ["Joanne Settee", "Sam Whitford"], whyNot: null },
      doable: [{ act: "confirmed" }, { act: "declined" }],
    },
  ]);
  expect((await whole("1003", number)).awaited[0]?.whyNot).toMatch(/^A second person does this/);
  expect(await readCasesAtHome(await city.viewer("1001"), city.portal)).toMatchObject({
    awaited: 1,
  });
  await done(city, "1014", number, acts.decline("proposed"));
  expect(await page("1001", number)).toBeUndefined();
});

/** A case that only the outside officer may handle; its number. */
const aboutTheManager = () => openTestCase(city, { about: "1001", by: ruth });

test("a case about the city manager is the outside officer's alone", async () => {
  const number = await aboutTheManager();
  for (const as of ["1001", "1003", "1014"]) expect(await page(as, number)).toBeUndefined();
  expect((await whole(ruth, number)).head.handlers).toEqual({
    ...{ names: ["Ruth Enns"], as: "outside-officer" },
  });
});

test("to administrator, auditor, respondent, their supervisor and anybody else there is no case", async () => {
  const number = await caseUpTo(city, "served");
  for (const as of ["1012", "omar.haddad@example.net", "1009", "1008", "1002", "1006", ruth]) {
    expect(await page(as, number)).toBeUndefined();
    const viewer = await city.viewer(as);
    expect(await openWholeCase(viewer, city.portal, number)).toBeUndefined();
  }
  expect(mayHaveCases(await city.viewer("1012"))).toBe(false);
  expect(mayHaveCases(await city.viewer(investigator))).toBe(true);
});

test("a respondent is told that there is something to read once the notice is served, until it is opened", async () => {
  const number = await caseUpTo(city, "alleged", { about: "1006" });
  const mara = await city.viewer("1006");
  await done(city, investigator, number, await acts.notice(city, "1006"));
  expect(await countUnreadNotices(mara, city.portal)).toMatchObject({ all: 0, unread: 0 });
  await done(city, investigator, number, acts.serve);
  expect(await countUnreadNotices(mara, city.portal)).toMatchObject({ all: 1, unread: 1 });
});

test("the name of who reports in confidence is for who handles the report, not for the investigator", async () => {
  const told = { name: "Alma Reyes", email: "", phone: "", reach: "" };
  const { report } = await fileReport(city.portal, {
    ...{ subjects: [await subject(city, "1009")], form: { kind: "confidential" }, reporter: told },
  });
  const form = { formId: randomUUID() };
  const opened = await openNewCase(await city.viewer("1003"), city.portal, report.number, form);
  if (!opened || "refused" in opened) throw new Error("It is not there.");
  const { number } = opened;
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  await done(city, investigator, number, acts.declare);
  expect((await whole("1003", number)).reports[0]?.reporter).toBe("Alma Reyes");
  const read = await whole(investigator, number);
  expect(read.reports[0]).toMatchObject({ kind: "confidential", reporter: null });
  expect(JSON.stringify(read)).not.toContain("Alma Reyes");
});

test("what was excepted is shown ever after, with who asked and who agreed", async () => {
  const number = await caseUpTo(city, "alleged");
  const { personId } = await city.viewer("1009");
  await done(city, investigator, number, {
    ...{ act: "excepted", choice: "notice", personId, said: { words: "He cannot be found." } },
  });
  expect((await whole("1003", number)).excepted).toMatchObject([{ answer: null }]);
  await done(city, "1014", number, acts.confirm("excepted"));
  const { excepted } = await whole("1003", number);
  expect(excepted).toMatchObject([
    {
      ...{ step: "The notice of allegations", person: "Jesse Flett", by: "Ingrid Vance" },
      answer: { agreed: true, by: "Joanne Settee" },
    },
  ]);
});

const aside = async (as: string, number: string) => {
  const form = { formId: randomUUID(), seen: 9999 };
  return actOnCase(await city.viewer(as), city.portal, number, form, (hand, tx) =>
    stepAsideAct(tx, hand, "She is my neighbour."),
  );
};

test("who steps aside finds the case nowhere, and it goes on with the others", async () => {
  const number = await openTestCase(city);
  expect(await aside("1014", number)).toEqual({ done: true });
  expect(await page("1014", number)).toBeUndefined();
  const { head, timeline } = await whole("1003", number);
  expect(head.handlers).toEqual({ names: ["Tom Baker"], as: "hr" });
  expect(timeline.at(-1)?.said.lines).toEqual([{ label: null, text: "She is my neighbour." }]);
  expect(await aside("1003", number)).toEqual({ done: true });
  expect((await whole("1001", number)).head.handlers.as).toBe("city-manager");
});

test("the last who could handle a case cannot step aside, nor name who would leave nobody", async () => {
  const number = await aboutTheManager();
  expect(await aside(ruth, number)).toEqual({
    refused: expect.stringMatching(/^Ask an administrator first .* nobody would be left/),
  });
  const { kase } = await readCase(city, ruth, number);
  const { personId } = await city.viewer(ruth);
  const today = "2026-11-23";
  const left = await whyNobodyLeft(city.portal.db, { kase, today }, { personId, below: true });
  expect(left).toMatch(/^Ask an administrator first/);
});

test("a case disposed of says when and by whom, and names nobody it was about", async () => {
  city.at(aMonday);
  const number = await caseUpTo(city, "opened");
  await done(city, "1003", number, acts.triage("coach"));
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
  city.at(new Date(aMonday.getTime() + 366 * 86_400_000));
  const why = { words: "Its time has passed." };
  await done(city, "1003", number, { act: "disposal-proposed", said: why });
  await actOnCase(
    await city.viewer("1014"),
    city.portal,
    number,
    { formId: randomUUID(), seen: 9999 },
    ({ file }) => {
      const about = lastOf(file, "disposal-proposed");
      return [
        { act: "confirmed", about, choice: "as-approver" },
        { act: "disposed", about },
      ];
    },
  );
  const read = await page("1003", number);
  expect(read).toMatchObject({
    of: "disposed",
    disposal: { proposed: { by: "Tom Baker" }, agreed: { by: "Joanne Settee" } },
  });
  expect(JSON.stringify(read)).not.toContain("Jesse");
  expect(await page("1012", number)).toBeUndefined();
  city.at(aMonday);
});

test("who may have no part in a case finds nothing of its reports either", async () => {
  city.at(aMonday);
  const number = await caseUpTo(city, "opened");
  const { kase } = await readCase(city, "1003", number);
  const [report] = await city.database.owner`
    select r.number from case_reports o join violation_reports r on r.id = o.report_id
    where o.case_id = ${kase.id}`;
  const read = async (as: string) => openReport(await city.viewer(as), city.portal, report?.number);
  expect(await read("1014")).toMatchObject({ number: report?.number });
  const { personId } = await city.viewer("1014");
  const said = { words: "She saw the post." };
  await done(city, "1003", number, { act: "party-named", personId, choice: "witness", said });
  expect(await read("1014")).toBeUndefined();
  expect(await read("1003")).toMatchObject({ number: report?.number });
});
