import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { answerGrantRequest, type GrantAnswer } from "#app/auth/answer-grant-request.ts";
import { readEndedGrants } from "#app/auth/ended-grants.ts";
import { grantRole, revokeRole } from "#app/auth/grant.ts";
import {
  countAwaitedGrants,
  readGrantRequest,
  readGrantRequests,
} from "#app/auth/grant-requests.ts";
import { setUp } from "#app/auth/set-up.ts";
import { issueSetUpCode } from "#app/auth/set-up-code.ts";
import { whyNoGrantWaits } from "#app/auth/tell-of-grants.ts";
import type { GrantedRole } from "#app/auth/viewer.ts";
import { readWaysIn } from "#app/auth/ways-in.ts";
import { clockOf } from "#app/clock.ts";
import { turnDay } from "#app/turn-day.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { confirmedGrant } from "#tests/support/grants.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
const ruth = "ruth.enns@example.net";

beforeAll(async () => {
  await fileReport(city.portal, {});
});

async function ask(known: string, role: GrantedRole = "hr-cases", more: { formId?: string } = {}) {
  const { personId } = await city.viewer(known);
  const { portal } = city;
  const lena = await city.viewer("1012");
  return grantRole(lena, portal.db, { personId, role, now: portal.now(), ...more });
}

async function asked(known: string, role?: GrantedRole): Promise<number> {
  const answer = await ask(known, role);
  if (!("asked" in answer)) throw new Error(JSON.stringify(answer));
  return answer.asked;
}

const answer = async (known: string, request: number, said: GrantAnswer) =>
  answerGrantRequest(await city.viewer(known), city.portal, { request, answer: said });

const rolesOf = async (known: string) => (await city.viewer(known)).roles;

async function told(kind: string, request: number): Promise<string[]> {
  const rows = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.key like ${`${kind} ${request} %`} order by p.handle`;
  return rows.map(({ handle }) => handle);
}

describe("a grant of cases", () => {
  test("waits for a second person, who is told; until then nothing is held", async () => {
    const request = await asked("1009");
    expect(await rolesOf("1009")).toEqual([]);
    expect(await told("grant-waiting", request)).toEqual(["1001", "1003", "1014"]);
    expect(await countAwaitedGrants(await city.viewer("1014"), city.portal)).toBe(1);
    expect(await countAwaitedGrants(await city.viewer(ruth), city.portal)).toBe(0);
    expect(await answer("1014", request, "confirmed")).toEqual({ answered: "confirmed" });
    expect(await rolesOf("1009")).toEqual(["hr-cases"]);
    const all = await told("grant-news", request);
    expect(all).toEqual(expect.arrayContaining(["1001", "1003", "1009", "1012"]));
    expect(all).not.toContain("1014");
    expect(await answer("1014", request, "confirmed")).toEqual({ answered: "confirmed" });
    expect(await answer("1003", request, "declined")).toHaveProperty("refused");
  });

  test("tells who may confirm it how the person signs in, since when and by whose code", async () => {
    const { portal } = city;
    const { today } = await clockOf(portal);
    const [lena, dale] = [await city.viewer("1012"), await city.viewer("1007")];
    const made = await portal.db.transaction((tx) =>
      issueSetUpCode(tx, { personId: dale.personId, by: lena.personId, today, now: aMonday }),
    );
    if ("refused" in made) throw new Error(made.refused);
    const words = { code: made.code, newPassword: "administrators own words" };
    await setUp(portal, { ...words, address: "192.0.2.90" });
    await enrolAppOf(dale, portal);
    const request = await asked("1007");

    const read = async (known: string) => readWaysIn(await city.viewer(known), portal, request);
    expect(await read("1014")).toEqual({
      passwordSetAt: aMonday,
      isPasswordOff: false,
      code: { usedAt: aMonday, by: "Lena Dubois" },
      factors: [{ kind: "app", since: aMonday }],
      links: [],
    });
    for (const known of ["1012", "1007", "1002", ruth]) expect(await read(known)).toBeNull();
    await answer("1014", request, "declined");
    expect(await read("1014")).toBeNull();
  });

  test("that is declined is not held, and who asked is told", async () => {
    const request = await asked("1006");
    expect(await answer("1001", request, "declined")).toEqual({ answered: "declined" });
    expect(await rolesOf("1006")).toEqual([]);
    expect(await told("grant-news", request)).toEqual(["1012"]);
    expect(await answer("1014", request, "confirmed")).toHaveProperty("refused");
  });

  test("is confirmed neither by who asked, nor by whom it is for, nor by who has no part in cases", async () => {
    const request = await asked("1014", "outside-officer");
    for (const known of ["1012", "1014", "1002", ruth]) {
      expect(await answer(known, request, "confirmed")).toHaveProperty("refused");
    }
    expect(await answer("1002", request, "withdrawn")).toHaveProperty("refused");
    expect(await answer("1012", request, "withdrawn")).toEqual({ answered: "withdrawn" });
    expect(await rolesOf("1014")).toEqual(["hr-cases"]);
  });

  test("is asked for once a form, and once for a person and role at a time", async () => {
    const formId = randomUUID();
    const first = await ask("1007", "hr-cases", { formId });
    expect(await ask("1007", "hr-cases", { formId })).toEqual(first);
    expect(await ask("1007")).toHaveProperty("refused");
    const lists = await readGrantRequests(await city.viewer("1003"), city.portal, "waiting");
    expect(lists.map(({ handle }) => handle)).toEqual(["1007"]);
  });

  test("and administration are kept apart", async () => {
    const [auditor, lena] = [await city.viewer("1002"), await city.viewer("1012")];
    expect(await ask("1014", "administrator")).toHaveProperty("refused");
    const { portal } = city;
    const second = {
      personId: auditor.personId,
      role: "administrator",
      now: portal.now(),
    } as const;
    expect(await grantRole(lena, portal.db, second)).toEqual({ granted: "administrator" });
    for (const role of ["hr-cases", "city-manager", "outside-officer"] as const) {
      expect(await ask("1002", role)).toHaveProperty("refused");
    }
  });

  test("that nobody answers lapses after thirty days, and its notice is withdrawn", async () => {
    const request = await asked("1010");
    const { personId } = await city.viewer("1014");
    const moot = () =>
      whyNoGrantWaits(city.portal.db, { kind: "grant-waiting", personId }, city.portal.now());
    expect(await moot()).toBeNull();
    city.at(new Date(aMonday.getTime() + 31 * 86_400_000));
    await turnDay(city.portal);
    expect(await answer("1001", request, "confirmed")).toHaveProperty("refused");
    expect(await moot()).toBe("No role waits for this person’s answer any more");
    const over = await readGrantRequests(await city.viewer("1014"), city.portal, "over");
    expect(over.find(({ number }) => number === request)).toMatchObject({ answer: null });
    city.at(aMonday);
    await turnDay(city.portal);
  });

  test("is not there for who neither administers nor has a part in cases", async () => {
    const request = await asked("1011");
    const { portal } = city;
    for (const known of ["1006", "1004", "omar.haddad@example.net"]) {
      const viewer = await city.viewer(known);
      expect(await readGrantRequests(viewer, portal, "waiting")).toEqual([]);
      expect(await readGrantRequest(viewer, portal, String(request))).toBeUndefined();
    }
    for (const odd of ["", "0", "1e3", "99999999999", "x"]) {
      expect(await readGrantRequest(await city.viewer("1012"), portal, odd)).toBeUndefined();
    }
  });

  test("that is taken back by hand: all who hold one are told, and whoever held it", async () => {
    const { portal } = city;
    await answer("1001", await asked("1006"), "confirmed");
    const [lena, mara] = [await city.viewer("1012"), await city.viewer("1006")];
    const revoked = { personId: mara.personId, role: "hr-cases", now: portal.now() } as const;
    expect(await revokeRole(lena, portal.db, revoked)).toEqual({ revoked: "hr-cases" });
    const rows = await city.database.owner`
      select p.handle from notices n join people p on p.id = n.person_id
      where n.key like 'grant-news ended %' and n.kind = 'grant-news' order by p.handle`;
    const all = rows.map(({ handle }) => handle);
    expect(all).toEqual(expect.arrayContaining(["1001", "1003", "1006", "1014"]));
    expect(all).not.toContain("1012");
    expect(all).not.toContain("1002");
    const seenBy = async (known: string) => readEndedGrants(await city.viewer(known), portal);
    const gone = { role: "hr-cases", name: "Mara Sinclair", endedBy: "Lena Dubois" };
    expect(await seenBy("1014")).toMatchObject([gone]);
    expect(await seenBy("1006")).toEqual([]);
  });

  test("is in the ledger: who asked, who confirmed, and which", async () => {
    const rows = await city.database.owner`
      select act, count(*)::int as count from ledger_records where act like '%grant%' group by act`;
    const acts = Object.fromEntries(rows.map(({ act, count }) => [act, count]));
    expect(acts).toMatchObject({ "confirm-grant": 2, "decline-grant": 2 });
    expect(acts["ask-for-grant"]).toBeGreaterThanOrEqual(5);
  });
});

describe("around the application", () => {
  const person = async (known: string) => (await city.viewer(known)).personId;

  test("a grant of cases without a second person is refused, also in nobody's name", async () => {
    const refused = { constraint_name: "grants_of_cases_wait_for_a_second_person" };
    const [to, by] = [await person("1008"), await person("1012")];
    for (const [sql, grantedBy] of [
      [city.database.portal, by],
      [city.database.owner, null],
    ] as const) {
      await expect(sql`
        insert into grants (person_id, role, granted_by, granted_at)
        values (${to}, 'hr-cases', ${grantedBy}, now())`).rejects.toMatchObject(refused);
    }
  });

  test("a request is answered by a second person only, and asked for by an administrator only", async () => {
    const [to, by] = [await person("1008"), await person("1012")];
    const attempt = (asker: string, second: string) =>
      city.database.portal.begin((tx) => confirmedGrant(tx, { person: to, asker, second }));
    const second = { constraint_name: "grant_answers_are_of_a_second_person" };
    for (const known of ["1012", "1008", "1006"]) {
      await expect(attempt(by, await person(known))).rejects.toMatchObject(second);
    }
    await expect(attempt(await person("1003"), await person("1001"))).rejects.toMatchObject({
      constraint_name: "grant_requests_are_of_administrators",
    });
  });

  test("what was confirmed is granted as it was asked for, and once", async () => {
    const to = await person("1008");
    const [asker, second] = [await person("1012"), await person("1001")];
    const refused = { constraint_name: "grants_of_cases_wait_for_a_second_person" };
    await city.database.portal.begin(async (tx) => {
      await confirmedGrant(tx, { person: to, asker, second });
      const other = await person("1006");
      const again = tx.savepoint(
        (inner) => inner`
          insert into given_grants (person_id, role, granted_by, granted_at, request)
          select ${other}, role, granted_by, granted_at, request from given_grants
          where request is not null and person_id = ${to}`,
      );
      await expect(again).rejects.toMatchObject(refused);
    });
    await expect(city.database.owner`delete from grant_answers`).rejects.toThrow();
    await expect(city.database.owner`update grant_requests set role = 'auditor'`).rejects.toThrow();
  });
});
