import { expect, test } from "vitest";
import { endGrants } from "#app/auth/end-grants.ts";
import { grantRole, revokeRole } from "#app/auth/grant.ts";
import { readGrantHolder } from "#app/auth/grant-holders.ts";
import { turnDay } from "#app/turn-day.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";
import { byPassword, cookieOf } from "./someone.ts";

const city = testPortal();
const day = 86_400_000;
const monday = "2026-11-23";
const tuesday = "2026-11-24";
const onTuesday = () => city.at(new Date(aMonday.getTime() + day));

async function back() {
  city.at(aMonday);
  await turnDay(city.portal);
}

const grant = async (known: string, untilOn: string | null, role = "auditor" as const) => {
  const { personId } = await city.viewer(known);
  const { portal } = city;
  const lena = await city.viewer("1012");
  return grantRole(lena, portal.db, { personId, role, untilOn, now: portal.now() });
};

test("a role is held on its last day and not on the day after, with nobody doing anything", async () => {
  const { portal } = city;
  expect(await grant("1006", "2026-11-22")).toHaveProperty("refused");
  expect(await grant("1006", monday)).toEqual({ granted: "auditor" });
  const mara = await city.viewer("1006");
  const cookie = cookieOf(await portal.sessions.start(mara.personId, byPassword));
  expect((await portal.sessions.signedInBy(cookie)).viewer?.roles).toEqual(["auditor"]);
  onTuesday();
  // Before any worker has turned the day: the first request does.
  expect((await portal.sessions.signedInBy(cookie)).viewer?.roles).toEqual([]);
  expect((await city.viewer("1006")).roles).toEqual([]);
  await back();
});

test("at the day's turn it is written off, once, and its sessions end", async () => {
  const { portal } = city;
  await grant("1007", monday);
  const { personId } = await city.viewer("1007");
  const cookie = cookieOf(await portal.sessions.start(personId, byPassword));
  onTuesday();
  await turnDay(portal);
  await turnDay(portal);
  expect((await portal.sessions.signedInBy(cookie)).viewer).toBeNull();
  const records = await city.database.owner`
    select body from ledger_records where act = 'end-grant' and about = ${personId}`;
  expect(records.map(({ body }) => JSON.parse(body).facts)).toEqual([
    { role: "auditor", until_on: monday },
  ]);
  const rows = await city.database.owner`
    select revoked_by, revoked_at is not null as ended from given_grants where person_id = ${personId}`;
  expect([...rows]).toEqual([{ revoked_by: null, ended: true }]);
  expect(await grant("1007", null)).toEqual({ granted: "auditor" });
  await back();
});

test("what ended before the day was turned can be granted anew, and not revoked", async () => {
  await grant("1008", monday);
  onTuesday();
  const { portal } = city;
  await portal.sessions.signedInBy(
    cookieOf(await portal.sessions.start((await city.viewer("1012")).personId, byPassword)),
  );
  const { personId } = await city.viewer("1008");
  const lena = await city.viewer("1012");
  const asked = { personId, role: "auditor", now: portal.now() } as const;
  expect(await revokeRole(lena, portal.db, asked)).toHaveProperty("refused");
  expect(await grant("1008", tuesday)).toEqual({ granted: "auditor" });
  expect((await readGrantHolder(lena, portal.db, "1008"))?.roles).toMatchObject([
    { role: "auditor", untilOn: tuesday },
  ]);
  await back();
});

test("whatever asks who holds a role in the database sees only those whose day is not over", async () => {
  const { owner, portal } = city.database;
  await fileReport(city.portal, {});
  await giveCaseRole(city, "1010", "hr-cases", monday);
  const { personId } = await city.viewer("1010");
  const sam = await city.viewer("1001");
  const lena = await city.viewer("1012");
  expect((await readGrantHolder(lena, city.portal.db, "1010"))?.roles).toMatchObject([
    { untilOn: monday, confirmedBy: `${sam.givenName} ${sam.familyName}` },
  ]);
  const held = async () =>
    (await owner`select from grants where person_id = ${personId} and revoked_at is null`).length;
  expect(await held()).toBe(1);
  onTuesday();
  await turnDay({ ...city.portal, now: () => new Date(aMonday.getTime() + day) });
  expect(await held()).toBe(0);
  const [report] = await owner`select id from violation_reports limit 1`;
  await expect(portal`
    insert into report_acts (report_id, number, act, by, at)
    values (${report?.id}, 1, 'opened', ${personId}, now())`).rejects.toMatchObject({
    constraint_name: "reports_are_handled_by_holders",
  });
  await back();
});

test("by its day also the last who handles cases ends; by hand they cannot", async () => {
  const { owner } = city.database;
  const { portal } = city;
  await giveCaseRole(city, "1011", "hr-cases", monday);
  const lena = await city.viewer("1012");
  for (const known of ["1003", "1014"]) {
    const { personId } = await city.viewer(known);
    const asked = { personId, role: "hr-cases", now: portal.now() } as const;
    expect(await revokeRole(lena, portal.db, asked)).toEqual({ revoked: "hr-cases" });
  }
  const { personId } = await city.viewer("1011");
  const last = { personId, role: "hr-cases", now: portal.now() } as const;
  expect(await revokeRole(lena, portal.db, last)).toHaveProperty("refused");
  onTuesday();
  await turnDay(portal);
  const left = await owner`select from grants where role = 'hr-cases' and revoked_at is null`;
  expect(left).toHaveLength(0);
  await back();
});

test("around the application no grant ends by itself before its last day is over, or without one", async () => {
  await grant("1004", monday);
  for (const known of ["1004", "1002"]) {
    const { personId } = await city.viewer(known);
    await expect(city.database.portal`
      update grants set revoked_at = now() where person_id = ${personId} and revoked_at is null`).rejects.toMatchObject(
      { code: "23514" },
    );
  }
  await expect(city.database.owner`
    update given_grants set until_on = '2030-01-01' where revoked_at is null`).rejects.toThrow(
    /only ever revoked/,
  );
  await endGrants(city.portal);
  expect((await city.viewer("1004")).roles).toEqual(["auditor"]);
});
