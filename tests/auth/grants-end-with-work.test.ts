import { beforeEach, describe, expect, test } from "vitest";
import { confirmGrantByOperator } from "#app/auth/confirm-grant-by-operator.ts";
import { endGrants } from "#app/auth/end-grants.ts";
import { grantRole } from "#app/auth/grant.ts";
import { readGrantHolder } from "#app/auth/grant-holders.ts";
import { resetSecondFactor } from "#app/auth/second-factor/reset-of-another.ts";
import { issueSetUpCode } from "#app/auth/set-up-code.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import type { Day } from "#app/days.ts";
import { correctWork, endWork, recordWork, type Work } from "#app/people/change-work.ts";
import { turnDay } from "#app/turn-day.ts";
import { importKit } from "#tests/people/import/import-kit.ts";
import { newUser, scimPortal } from "#tests/scim/scim-client.ts";
import { asOwner } from "#tests/support/database.ts";
import { hire } from "#tests/support/directory.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { moveDatabaseClock } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";
import { byPassword, cookieOf } from "./someone.ts";

const scim = scimPortal();
const { city } = scim;
let hr: Awaited<ReturnType<typeof city.viewer>>;
const kit = importKit(city, () => hr);

const [monday, tuesday, wednesday, friday] = [
  "2026-11-23",
  "2026-11-24",
  "2026-11-25",
  "2026-11-27",
];
const work: Work = {
  ...{ department: "Public Works", position: "Labourer", type: "permanent", supervisor: null },
  ...{ fromOn: "2024-01-01", untilOn: null },
};

/** Moves the clock, with nobody doing anything but looking. */
async function itIs(day: Day) {
  city.at(new Date(`${day}T15:30:00Z`));
  await turnRollUps(city.portal);
}

async function grant(known: string, role: "auditor" | "hr-training" = "auditor") {
  const { personId } = await city.viewer(known);
  const lena = await city.viewer("1012");
  return grantRole(lena, city.portal.db, { personId, role, now: city.portal.now() });
}

const rolesOf = async (known: string) => (await city.viewer(known)).roles;

const ended = async (known: string) => {
  const { personId } = await city.viewer(known);
  const records = await city.database.owner`
    select body::json -> 'facts' as facts from ledger_records where act = 'end-grant' and about = ${personId}`;
  return records.map(({ facts }) => facts);
};

/** Somebody who works here since 2024 and audits. */
async function anAuditor(number: string): Promise<string> {
  const id = await hire(city.portal, { number }, { fromOn: "2024-01-01" });
  expect(await grant(number)).toEqual({ granted: "auditor" });
  return id;
}

let number = 8000;
let known = "";
beforeEach(async () => {
  await itIs(monday);
  hr = await city.viewer("1002");
  known = String(++number);
});

describe("who leaves loses every role, and who comes back has none of before", () => {
  test("by hand, also when nothing turned the day in between", async () => {
    const { portal } = city;
    const id = await anAuditor(known);
    await endWork(hr, portal, id, tuesday);
    await itIs(tuesday);
    expect(await rolesOf(known)).toEqual(["auditor"]);
    await itIs(friday);
    await recordWork(hr, portal, id, { ...work, fromOn: friday });
    expect(await rolesOf(known)).toEqual([]);
    const cookie = cookieOf(await portal.sessions.start(id, byPassword));
    expect((await portal.sessions.signedInBy(cookie)).viewer?.roles).toEqual([]);
    const lena = await city.viewer("1012");
    expect(await readGrantHolder(lena, portal.db, known)).toMatchObject({
      leftOn: null,
      roles: [],
    });
    expect(await grant(known)).toEqual({ granted: "auditor" });
    expect(await rolesOf(known)).toEqual(["auditor"]);
  });

  test("by a file", async () => {
    const row = { number: known };
    await kit.merge((await kit.read([row])).number);
    await grant(known);
    await kit.merge((await kit.read([{ ...row, until: tuesday }])).number);
    await itIs(wednesday);
    expect(await rolesOf(known)).toEqual([]);
    await itIs(friday);
    const back = await kit.read([{ ...row, from: friday }], friday);
    expect(back.counts).toMatchObject({ returning: 1 });
    await kit.merge(back.number);
    expect(await kit.work(known)).toHaveLength(2);
    expect(await rolesOf(known)).toEqual([]);
  });

  test("by a directory service; switched off and on on one day it is no leaving", async () => {
    const { body } = await scim.ask("POST", "/Users", newUser(known));
    await grant(known);
    const active = (value: boolean) =>
      scim.patch(body.id, [{ op: "replace", path: "active", value }]);
    await itIs(tuesday);
    await active(false);
    expect(await rolesOf(known)).toEqual([]);
    await active(true);
    expect(await rolesOf(known)).toEqual(["auditor"]);
    await active(false);
    await itIs(wednesday);
    await active(true);
    expect(await rolesOf(known)).toEqual([]);
  });
});

test("a transfer, and an end that is moved before it comes, leave the role", async () => {
  const id = await anAuditor(known);
  await itIs(wednesday);
  await recordWork(hr, city.portal, id, { ...work, department: "Recreation", fromOn: wednesday });
  await endWork(hr, city.portal, id, friday);
  await endWork(hr, city.portal, id, "2027-03-31");
  await itIs("2026-11-30");
  await turnDay(city.portal);
  expect(await rolesOf(known)).toEqual(["auditor"]);
});

test("a wrong end is corrected the same day; the day after it is written off for good, and recorded", async () => {
  const id = await anAuditor(known);
  await itIs(friday);
  await endWork(hr, city.portal, id, tuesday);
  expect(await rolesOf(known)).toEqual([]);
  await endGrants(city.portal);
  await correctWork(hr, city.portal, id, { ...work, began: "2024-01-01" });
  expect(await rolesOf(known)).toEqual(["auditor"]);

  await endWork(hr, city.portal, id, tuesday);
  await itIs("2026-11-28");
  await endGrants(city.portal);
  await endGrants(city.portal);
  await correctWork(hr, city.portal, id, { ...work, began: "2024-01-01" });
  expect(await rolesOf(known)).toEqual([]);
  expect(await ended(known)).toEqual([{ role: "auditor" }]);
});

test("a later correction of work long before, and of days before the role, leave it; one that says they were not here then ends it", async () => {
  const periods = [{ fromOn: "2019-01-01", untilOn: "2019-12-31" }, { fromOn: "2024-01-01" }];
  const id = await hire(city.portal, { number: known }, ...periods);
  await grant(known);
  await itIs(friday);
  const { portal } = city;
  await correctWork(hr, portal, id, {
    ...work,
    ...{ began: "2019-01-01", fromOn: "2019-01-01", untilOn: "2019-06-30" },
  });
  expect(await rolesOf(known)).toEqual(["auditor"]);
  await correctWork(hr, portal, id, { ...work, began: "2024-01-01", fromOn: wednesday });
  expect(await rolesOf(known)).toEqual([]);
});

test("who is to begin, and who is to come back, gets a role once they are here", async () => {
  const lifeguard = String(++number);
  const summer = { fromOn: "2025-05-01", untilOn: "2025-08-31" };
  await hire(city.portal, { number: known }, { fromOn: friday });
  await hire(city.portal, { number: lifeguard }, summer, { fromOn: friday });
  expect(await grant(known)).toMatchObject({ refused: expect.stringContaining("first day") });
  expect(await grant(lifeguard)).toMatchObject({ refused: expect.stringContaining("has left") });
  await itIs(friday);
  expect(await grant(known)).toEqual({ granted: "auditor" });
  expect(await grant(lifeguard)).toEqual({ granted: "auditor" });
});

test("who began today and is taken back is no longer here, and comes back without the role", async () => {
  const { body } = await scim.ask("POST", "/Users", newUser(known));
  await grant(known);
  const active = (value: boolean) =>
    scim.patch(body.id, [{ op: "replace", path: "active", value }]);
  await active(false);
  await itIs(wednesday);
  await endGrants(city.portal);
  expect(await ended(known)).toEqual([{ role: "auditor" }]);
  await active(true);
  expect(await rolesOf(known)).toEqual([]);
});

test("an end that is recorded anew each day is no news: the role is written off all the same", async () => {
  const id = await anAuditor(known);
  await itIs(wednesday);
  await endWork(hr, city.portal, id, tuesday);
  await itIs("2026-11-26");
  await endWork(hr, city.portal, id, wednesday);
  await endGrants(city.portal);
  await correctWork(hr, city.portal, id, { ...work, began: "2024-01-01" });
  expect(await rolesOf(known)).toEqual([]);
});

describe("who is made to have left for an hour gets no way in with their role", () => {
  /** Their work ended yesterday and begins again tomorrow; what is done meanwhile, and put right the same day. */
  async function whileAway(act: (id: string) => Promise<unknown>) {
    await fileReport(city.portal, {});
    const id = await hire(city.portal, { number: known }, { fromOn: "2024-01-01" });
    await giveCaseRole(city, known, "hr-cases");
    await itIs(wednesday);
    await endWork(hr, city.portal, id, tuesday);
    await recordWork(hr, city.portal, id, { ...work, fromOn: "2026-11-26" });
    const done = await act(id);
    await correctWork(hr, city.portal, id, { ...work, began: "2026-11-26", fromOn: wednesday });
    return done;
  }
  const issue = (personId: string) =>
    city.portal.db.transaction((tx) =>
      issueSetUpCode(tx, { personId, by: hr.personId, today: wednesday, now: city.portal.now() }),
    );

  test("nothing done meanwhile, the role is back", async () => {
    await whileAway(async () => {});
    expect(await rolesOf(known)).toEqual(["hr-cases"]);
  });

  test("a set-up code writes the role off for good", async () => {
    expect(await whileAway(issue)).toHaveProperty("code");
    expect(await rolesOf(known)).toEqual([]);
    expect(await ended(known)).toEqual([{ role: "hr-cases" }]);
  });

  test("and so does resetting their second factor", async () => {
    const reset = await whileAway(async (id) => {
      await enrolAppOf(await city.viewer(known), city.portal);
      return resetSecondFactor(hr, city.portal, id);
    });
    expect(reset).toEqual({ reset: true });
    expect(await rolesOf(known)).toEqual([]);
  });

  test("the database refuses a code while the role hangs", async () => {
    await whileAway(async (id) => {
      await expect(city.database.portal`
        insert into set_up_codes (code_hash, person_id, issued_by, issued_at, expires_at)
        values (${"e".repeat(64)}, ${id}, ${hr.personId}, now(), now() + interval '14 days')`).rejects.toMatchObject(
        { constraint_name: "ways_in_follow_the_end_of_grants" },
      );
    });
  });
});

test("somebody from outside keeps theirs", async () => {
  await itIs("2027-11-23");
  await turnDay(city.portal);
  expect(await rolesOf("omar.haddad@example.net")).toEqual(["auditor"]);
  expect(await rolesOf("ruth.enns@example.net")).toEqual(["outside-officer"]);
});

test("that somebody who handles cases left, all others who do are told", async () => {
  await fileReport(city.portal, {});
  const id = await hire(city.portal, { number: known }, { fromOn: "2024-01-01" });
  await giveCaseRole(city, known, "hr-cases");
  await endWork(hr, city.portal, id, tuesday);
  await itIs(wednesday);
  await endGrants(city.portal);
  const told = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.key like 'grant-news ended %' order by p.handle`;
  expect(told.map(({ handle }) => handle)).toEqual(
    expect.arrayContaining(["1001", "1003", "1014"]),
  );
  expect(told.map(({ handle }) => handle)).not.toContain(known);
});

test("who confirms is put aside for an hour: nobody below them answers meanwhile, nor whoever runs the server", async () => {
  await fileReport(city.portal, {});
  const lena = await city.viewer("1012");
  const { personId } = await city.viewer("1006");
  const asked = await grantRole(lena, city.portal.db, {
    ...{ personId, role: "hr-cases", now: city.portal.now() },
  });
  if (!("asked" in asked)) throw new Error("It did not wait.");
  await itIs(wednesday);
  const answering = async () => {
    const found = await city.database.owner`
      select p.handle from answerers_of_grant_request(${asked.asked}) a(id) join people p using (id) order by 1`;
    return found.map(({ handle }) => handle);
  };
  expect(await answering()).toEqual(expect.arrayContaining(["1001", "1014"]));
  for (const holder of await answering()) {
    await endWork(hr, city.portal, (await city.viewer(holder)).personId, tuesday);
  }
  expect(await answering()).toEqual([]);
  const now = city.portal.now();
  expect(
    await confirmGrantByOperator(asOwner(city.portal.db), {
      request: asked.asked,
      handle: "1006",
      now,
    }),
  ).toHaveProperty("refused");
});

describe("around the application", () => {
  test("nobody who has left is granted a role, whoever writes it", async () => {
    const id = await hire(
      city.portal,
      { number: known },
      { fromOn: "2024-01-01", untilOn: "2025-01-01" },
    );
    const { personId } = await city.viewer("1012");
    for (const role of ["owner", "portal"] as const) {
      await expect(city.database[role]`
        insert into given_grants (person_id, role, granted_by, granted_at)
        values (${id}, 'auditor', ${personId}, ${city.portal.now().toISOString()})`).rejects.toMatchObject(
        { constraint_name: "grants_are_held_when_given" },
      );
    }
  });

  test("the portal's role grants nothing in nobody's name", async () => {
    const { personId } = await city.viewer("1006");
    await expect(city.database.portal`
      insert into given_grants (person_id, role, granted_at) values (${personId}, 'auditor', now())`).rejects.toMatchObject(
      { constraint_name: "grants_are_of_administrators" },
    );
  });

  test("nobody is granted a role in days to come", async () => {
    const { personId } = await city.viewer("1006");
    const lena = await city.viewer("1012");
    await moveDatabaseClock(city.database.owner, "2026-12-31");
    await expect(city.database.portal`
      insert into given_grants (person_id, role, granted_by, granted_at)
      values (${personId}, 'auditor', ${lena.personId}, '2027-01-02')`).rejects.toMatchObject({
      constraint_name: "grants_are_given_now",
    });
  });
});
