import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Visit } from "#app/auth/guard.ts";
import { actOnOwnCase } from "#app/cases/act-on-own-case.ts";
import { readCasesAtHome } from "#app/cases/at-home.ts";
import { readCases } from "#app/cases/case-list.ts";
import { readCasePage } from "#app/cases/case-page.ts";
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

const city = testPortal();
let minutes = 0;
/** Nothing happens in the same moment as anything else. */
const later = () => city.at(new Date(aMonday.getTime() + 60_000 * minutes++));

/** Opens the case; what its page says is new. */
async function open(as: string, number: string) {
  later();
  const request = new Request(`http://127.0.0.1:3000/cases/${number}`);
  const visit: Visit = {
    ...{ portal: city.portal, viewer: await city.viewer(as), request, url: new URL(request.url) },
    ...{ params: { number }, clientAddress: "" },
  };
  const read = await readCasePage(visit, number);
  later();
  return read?.of === "whole" ? read.news.map(({ sentence }) => sentence) : [];
}

/** What the list says is new in a case. */
async function listed(as: string, number: string) {
  const page = await readCases(await city.viewer(as), city.portal, { q: number }, { place: null });
  return page.rows[0]?.news;
}

const atHome = async (as: string) =>
  (await readCasesAtHome(await city.viewer(as), city.portal))?.news;

test("an answer is news to HR and the investigator until each opens the case, in list, home and page", async () => {
  const number = await caseUpTo(city, "served");
  for (const as of ["1003", investigator]) expect(await open(as, number)).toEqual([]);
  const before = await atHome("1003");
  await done(city, "1014", number, await acts.respond(city, "1009"));
  later();
  for (const as of ["1003", investigator]) expect(await listed(as, number)).toEqual(["responded"]);
  expect(await listed("1014", number)).toEqual([]);
  expect(await atHome("1003")).toBe((before ?? 0) + 1);
  expect(await open("1003", number)).toEqual(["Joanne Settee recorded a response of Jesse Flett"]);
  expect(await listed("1003", number)).toEqual([]);
  expect(await atHome("1003")).toBe(before);
  expect(await open("1003", number)).toEqual([]);
  expect(await listed(investigator, number)).toEqual(["responded"]);
});

test("what a respondent does themselves is said as theirs", async () => {
  const number = await caseUpTo(city, "served");
  await open("1003", number);
  const jesse = await city.viewer("1009");
  const about = lastOf((await readCase(city, "1003", number)).file, "noticed");
  const said = { words: "It was not me.", on: "2026-11-23" };
  const answered = { about, personId: jesse.personId, choice: "response", said };
  const form = { formId: randomUUID() };
  expect(
    await actOnOwnCase(jesse, city.portal, `${number}-${about}`, form, () => [
      { act: "responded", ...answered },
    ]),
  ).toEqual({ done: true });
  expect(await open("1003", number)).toEqual(["Jesse Flett answered the notice"]);
});

test("an approval, and that somebody did not agree, are news to who proposed", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("suspension"));
  await open("1003", number);
  await done(city, "1014", number, acts.confirm("proposed"));
  expect(await listed("1003", number)).toEqual(["confirmed"]);
  expect(await listed("1001", number)).toEqual(["responded", "confirmed"]);
  await done(city, "1001", number, acts.decline("proposed"));
  expect(await open("1003", number)).toEqual([
    "Joanne Settee agreed: Tom Baker proposed what follows for Jesse Flett",
    "Sam Whitford did not agree: Tom Baker proposed what follows for Jesse Flett",
  ]);
});

test("to who has not declared yet, and to who has no part in it, nothing is new", async () => {
  const number = await openTestCase(city);
  await done(city, "1003", number, acts.triage());
  const { personId } = await city.viewer("1009");
  const said = { words: "Ask for leave." };
  await done(city, "1003", number, {
    ...{ act: "excepted", choice: "notice", personId, said },
  });
  await done(city, "1014", number, acts.decline("excepted"));
  await done(city, "1003", number, await acts.appoint(city, investigator));
  const before = await atHome(investigator);
  expect(await listed(investigator, number)).toEqual([]);
  expect(await listed("1003", number)).toEqual(["declined"]);
  await done(city, investigator, number, acts.declare);
  expect(await listed(investigator, number)).toEqual(["declined"]);
  expect(await atHome(investigator)).toBe((before ?? 0) + 1);
  expect(await atHome("1006")).toBeUndefined();
  expect(await atHome("1009")).toBeUndefined();
});

test("at home it stays news for some weeks, in the list until somebody looks", async () => {
  const number = await caseUpTo(city, "answered");
  const before = (await atHome("1003")) ?? 0;
  expect(before).toBeGreaterThan(0);
  city.at(new Date(aMonday.getTime() + 40 * 86_400_000));
  expect(await atHome("1003")).toBe(0);
  expect(await listed("1003", number)).toEqual(["responded"]);
});
