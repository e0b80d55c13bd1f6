import { afterEach, beforeAll, expect, test } from "vitest";
import { readOnDay } from "#app/attestation/on-day.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import {
  correctAuthorization,
  endAuthorization,
  type NewAuthorization,
  recordAuthorization,
} from "#app/people/authorization.ts";
import { readAuthorizationEntry, wordsOf } from "#app/people/authorization-entry.ts";
import { readAuthorizations } from "#app/people/authorizations.ts";
import { exportAuthorizations } from "#app/people/authorizations-csv.ts";
import { readAuthorizationsOn } from "#app/people/authorized-on.ts";
import { readSpokespeople } from "#app/people/spokespeople.ts";
import { whoMaySpeak } from "#app/training/who-may-speak.ts";
import { hire } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { dutyOf } from "#tests/support/training.ts";

const city = testPortal();
const today = "2026-11-23";
let hr: Viewer;
let manager: Viewer;
let number = 3000;

beforeAll(async () => {
  hr = await city.viewer("1002");
  manager = await city.viewer("1001");
});
afterEach(() => city.at(aMonday));

/** Somebody new, for a test of their own. */
const someone = (fromOn = "2026-01-01", untilOn: string | null = null) => {
  number += 1;
  return hire(city.portal, { number: String(number) }, { fromOn, untilOn });
};

const given = (personId: string, changes: Partial<NewAuthorization> = {}): NewAuthorization => ({
  ...{ personId, subject: "library hours", channels: ["Facebook"], basis: "Letter 12" },
  ...{ authorizedBy: manager.personId, fromOn: "2026-11-01", untilOn: null, ...changes },
});

async function record(authorization: NewAuthorization): Promise<string> {
  const recorded = await recordAuthorization(hr, city.portal, authorization);
  if ("refused" in recorded) throw new Error(recorded.refused);
  return recorded.reference;
}

async function entry(reference: string) {
  const found = await readAuthorizationEntry(hr, city.portal, reference);
  if (!found) throw new Error(`There is no entry ${reference}.`);
  return found;
}

const list = async (filter = {}, size?: number) =>
  (await readAuthorizations(hr, city.portal, filter, { place: null, ...(size ? { size } : {}) }))
    .rows;

test("an authorization says who may speak, on what, where, by whom, how and from when; the ledger holds no words of it", async () => {
  const personId = await someone();
  const reference = await record(given(personId));

  const { present, listed } = await entry(reference);

  expect(present).toMatchObject({
    ...{ subject: "library hours", channels: ["Facebook"], basis: "Letter 12", step: "given" },
    ...{ fromOn: "2026-11-01", untilOn: null, recordedBy: "Helen Osei" },
    authorizedBy: { handle: "1001" },
  });
  expect(listed.standing).toBe("in-force");
  const [row] = await city.database.owner`
    select body from ledger_records where act = 'record-authorization' and about = ${personId}`;
  const { facts, by } = JSON.parse(row?.body);
  expect({ by, reference: facts.reference }).toEqual({ by: hr.personId, reference });
  const words = { subject: "library hours", channels: ["Facebook"], basis: "Letter 12" };
  expect(facts.words_digest).toBe(sha256Hex(canonicalJson({ ...words, reason: null })));
  expect(row?.body).not.toMatch(/library|Letter/);
});

test("the same person is not authorized twice on one subject in the same days; the same form sent twice makes one entry", async () => {
  const personId = await someone();
  const first = given(personId, { untilOn: "2026-12-31" });
  const reference = await record(first);

  expect(await recordAuthorization(hr, city.portal, first)).toEqual({ reference });
  for (const overlapping of [
    { fromOn: "2026-12-31" },
    { subject: "LIBRARY hours", basis: "Another" },
    { fromOn: "2026-10-01", untilOn: "2026-11-01" },
  ]) {
    expect(await recordAuthorization(hr, city.portal, given(personId, overlapping))).toMatchObject({
      at: "subject",
      status: 409,
      refused: expect.stringMatching(/already/),
    });
  }
  await record(given(personId, { fromOn: "2027-01-01" }));
  await record(given(personId, { subject: "library parking" }));
});

test("nobody authorizes themselves, nobody records their own, and only HR records", async () => {
  const { portal } = city;
  const personId = await someone();

  expect(await recordAuthorization(hr, portal, given(hr.personId))).toMatchObject({ at: "person" });
  expect(
    await recordAuthorization(hr, portal, given(personId, { authorizedBy: personId })),
  ).toMatchObject({ at: "authorizedBy", refused: expect.stringMatching(/nobody authorizes/) });
  expect(await recordAuthorization(manager, portal, given(personId))).toMatchObject({
    refused: expect.stringMatching(/Human Resources/),
  });
  expect(
    await recordAuthorization(hr, portal, given(personId, { untilOn: "2026-10-01" })),
  ).toMatchObject({ at: "untilOn" });
});

test("a correction is a new row with a reason; what the entry said before stays, and a stale page is refused", async () => {
  const { portal } = city;
  const personId = await someone();
  const reference = await record(given(personId));
  const { present } = await entry(reference);
  const change = { ...wordsOf(present), subject: "library events", reason: "Misheard" };

  expect(await correctAuthorization(hr, portal, present, change)).toEqual({ reference });
  expect(await correctAuthorization(hr, portal, present, change)).toMatchObject({
    ...{ at: "form", status: 409, refused: expect.stringMatching(/changed since/) },
  });

  const { present: now, rows } = await entry(reference);
  expect(now).toMatchObject({ step: "corrected", subject: "library events", reason: "Misheard" });
  expect(rows.map(({ subject, supersededAt }) => [subject, supersededAt !== null])).toEqual([
    ["library hours", true],
    ["library events", false],
  ]);
});

test("it ends on the day HR says, with a reason; on the day before its first it never held", async () => {
  const { portal } = city;
  const personId = await someone();
  const end = async (reference: string, lastOn: string) =>
    endAuthorization(hr, portal, wordsOf((await entry(reference)).present), {
      ...{ lastOn, reason: "New duties" },
    });
  const reference = await record(given(personId));

  expect(await end(reference, "2026-10-30")).toMatchObject({ at: "lastOn", status: 400 });
  expect(await end(reference, "2026-11-22")).toEqual({ reference });
  expect((await entry(reference)).listed).toMatchObject({
    standing: "past",
    lastOn: "2026-11-22",
  });
  expect(await end(reference, "2026-11-25")).toMatchObject({ at: "lastOn" });

  const mistaken = await record(given(personId, { subject: "snow", fromOn: "2026-11-01" }));
  expect(await end(mistaken, "2026-10-31")).toEqual({ reference: mistaken });
  expect(await readAuthorizationsOn(hr, portal, "2026-11-10", { personId })).toMatchObject([
    { reference },
  ]);
  // The days are free again.
  await record(given(personId, { subject: "snow", fromOn: "2026-11-01" }));
});

test("it holds only while the person works for the City, and ends by itself with the employment", async () => {
  const leaver = await someone("2026-01-01", "2026-11-22");
  const season = await someone("2026-12-01", "2027-03-31");
  const ended = await record(given(leaver, { subject: "ferry times" }));
  const waiting = await record(given(season));

  expect((await entry(ended)).listed).toMatchObject({
    ...{ standing: "past", untilOn: null, lastOn: "2026-11-22" },
  });
  expect((await entry(waiting)).listed).toMatchObject({
    ...{ standing: "waiting", lastOn: "2027-03-31" },
  });
  const names = (await readSpokespeople(city.portal.db, today)).map(({ subject }) => subject);
  expect(names).not.toContain("ferry times");
  expect(await readAuthorizationsOn(hr, city.portal, today, { personId: leaver })).toMatchObject([
    { reference: ended, isHere: false, wasHere: false },
  ]);
  expect(
    await readAuthorizationsOn(hr, city.portal, "2026-11-22", { personId: leaver }),
  ).toMatchObject([{ isHere: true, wasHere: false }]);
});

test("somebody from outside may be authorized without an employment", async () => {
  const { personId } = await city.viewer(await handleOf("omar.haddad@example.net"));
  const reference = await record(given(personId, { subject: "the audit" }));
  expect((await entry(reference)).listed).toMatchObject({ standing: "in-force", lastOn: null });
});

async function handleOf(email: string): Promise<string> {
  const [person] = await city.database.owner`select handle from people where email = ${email}`;
  return person?.handle;
}

test("who was authorized on a past day: as recorded when it ended, and as corrected since", async () => {
  const { portal } = city;
  city.at(new Date("2026-11-05T15:00:00Z"));
  const personId = await someone();
  const reference = await record(given(personId, { subject: "pool hours" }));
  city.at(new Date("2026-11-20T15:00:00Z"));
  const { present } = await entry(reference);
  const change = { ...wordsOf(present), subject: "rink hours", reason: "Wrong subject" };
  await correctAuthorization(hr, portal, present, change);
  city.at(aMonday);
  const on = async (day: string) =>
    (await readAuthorizationsOn(hr, portal, day, { personId })).map(
      ({ subject, isRecordedLater, isCorrectedSince }) => [
        subject,
        isRecordedLater,
        isCorrectedSince,
      ],
    );

  expect(await on("2026-10-31")).toEqual([]);
  // Before it was recorded at all: only what holds by now, which was recorded later.
  expect(await on("2026-11-02")).toEqual([["rink hours", true, false]]);
  expect(await on("2026-11-10")).toEqual([
    ["pool hours", false, true],
    ["rink hours", true, false],
  ]);
  expect(await on("2026-11-20")).toEqual([["rink hours", false, false]]);
  const answer = await readOnDay(hr, portal, personId, "2026-11-20");
  expect(answer).toMatchObject({ authorizations: [{ reference, isHere: true }] });
});

test("the list shows what is in force first, then what waits, then what ended last; it is searched and paged", async () => {
  const standings = (await list()).map(({ standing }) => standing);
  const order = ["in-force", "waiting", "past"];
  expect(standings).toEqual(standings.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(new Set(standings).size).toBe(3);
  expect((await list({ q: "chloe" })).map(({ familyName }) => familyName)).toEqual(["Bird"]);
  expect((await list({ q: "water main" })).map(({ handle }) => handle)).toEqual(["1004"]);
  expect((await list({ standing: "past" })).every(({ standing }) => standing === "past")).toBe(
    true,
  );

  const all = (await list()).map(({ reference }) => reference);
  const paged: string[] = [];
  let place = null;
  do {
    const page = await readAuthorizations(hr, city.portal, {}, { place, size: 2 });
    paged.push(...page.rows.map(({ reference }) => reference));
    place = page.next;
  } while (place);
  expect(paged).toEqual(all);
});

test("the register as a spreadsheet carries every row of the filter, harmless formulas, and a ledger record without the search", async () => {
  const personId = await someone();
  await record(given(personId, { subject: "=1+1", basis: 'Letter, "final"' }));

  const { name, body } = await exportAuthorizations(hr, city.portal, { q: "letter" });
  const all = await exportAuthorizations(hr, city.portal, {});

  expect(name).toBe("authorizations-2026-11-23.csv");
  expect(body.startsWith("\uFEFFEntry,Family name")).toBe(true);
  expect(body.trim().split("\r\n")).toHaveLength(1);
  expect(all.body.trim().split("\r\n")).toHaveLength((await list()).length + 1);
  expect(all.body).toContain("'=1+1");
  expect(all.body).toContain('"Letter, ""final"""');
  const records = await city.database.owner`
    select body from ledger_records where act = 'export-authorizations'`;
  expect(records).toHaveLength(2);
  expect(records.map(({ body }) => body).join()).not.toContain("letter");
});

test("a lesson that teaches the clause shows who may speak today, and no other lesson asks", async () => {
  const duty = await dutyOf(await city.viewer("1006"), city.portal);
  const lesson = (slug: string) => {
    const found = duty.track.lessons.find((one) => one.slug === slug);
    if (!found) throw new Error(`There is no lesson ${slug}.`);
    return found;
  };
  const live = await whoMaySpeak(city.portal, duty, lesson("speak-for-yourself"));

  expect(live?.ask?.title).toBe("City Manager");
  expect(live?.clause.id).toBe("6.b");
  const names = live?.people.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["Chloe Bird", "Sam Whitford", "Ray Monkman"]));
  expect(names).not.toContain("Priya Raman");
  expect(await whoMaySpeak(city.portal, duty, lesson("step-away"))).toBeNull();
});

test("to somebody without a grant of HR the register is empty", async () => {
  const { portal } = city;
  expect(await readAuthorizationEntry(manager, portal, "A-1")).toBeUndefined();
  expect(await readAuthorizationsOn(manager, portal, today)).toEqual([]);
  expect((await readAuthorizations(manager, portal, {}, { place: null })).rows).toEqual([]);
  for (const reference of ["", "A-0", "'; drop table people", "x".repeat(100_000)]) {
    expect(await readAuthorizationEntry(hr, portal, reference)).toBeUndefined();
  }
});
