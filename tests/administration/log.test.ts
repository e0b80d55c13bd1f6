import { beforeAll, expect, test } from "vitest";
import { readLatestOfLog, readLog } from "#app/administration/log.ts";
import { loggedActs } from "#app/administration/log-acts.ts";
import { endSessionsOf, readSessionsOf } from "#app/auth/sessions-of.ts";
import { isPrivateRecord, privacyOfActs } from "#app/ledger/private-acts.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { changeNames } from "#app/people/change-person.ts";
import { byPassword } from "#tests/auth/someone.ts";
import { openTestCase } from "#tests/support/cases.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const all = { personId: null };
const whole = { place: null, size: 100 };

beforeAll(async () => {
  await openTestCase(city);
  await giveCaseRole(city, "1009", "hr-cases");
  const { owner } = city.database;
  while ((await sealCommitted(owner, city.portal.keys, city.portal.now())) > 0);
});

test("the log says who changed what, newest first, and of cases nothing", async () => {
  const lena = await city.viewer("1012");
  const { rows } = await readLog(lena, city.portal, all, whole);
  const said = rows.map(({ sentence }) => sentence);
  expect(said[0]).toBe(
    "Sam Whitford (1001) confirmed the role “Human Resources, cases” for Jesse Flett (1009), who holds it from then on.",
  );
  expect(said[1]).toContain("Lena Dubois (1012) asked for the role");
  expect(said.join(" ")).not.toMatch(/case opened|report filed|CS-|VR-/i);
  for (const act of loggedActs) {
    expect(privacyOfActs[act]).toBe("open");
    expect(isPrivateRecord({ act, facts: {} })).toBe(false);
  }
});

test("it is searched by person, by act and by day, and goes on in pages", async () => {
  const lena = await city.viewer("1012");
  const { personId } = await city.viewer("1009");
  const read = async (asked: Parameters<typeof readLog>[2], page: Parameters<typeof readLog>[3]) =>
    readLog(lena, city.portal, asked, page);
  expect((await read({ personId }, whole)).rows).toHaveLength(2);
  expect((await read({ ...all, act: "confirm-grant" }, whole)).rows).toHaveLength(1);
  expect((await read({ ...all, act: "open-case" }, whole)).rows).toEqual([]);
  expect((await read({ ...all, until: "2026-11-22" }, whole)).rows).toEqual([]);
  const everything = (await read(all, whole)).rows;
  const first = await read(all, { place: null, size: 3 });
  const second = await read(all, { place: first.next, size: 3 });
  expect([...first.rows, ...second.rows]).toEqual(everything.slice(0, 6));
  expect(await read(all, { place: second.previous, size: 3 })).toMatchObject({ rows: first.rows });
});

test("to somebody who is no administrator there is nothing in it", async () => {
  for (const known of ["1002", "1003", "omar.haddad@example.net"]) {
    const viewer = await city.viewer(known);
    expect((await readLog(viewer, city.portal, all, whole)).rows).toEqual([]);
    expect(await readLatestOfLog(viewer, city.portal, all)).toEqual([]);
  }
});

test("an administrator ends all sessions of a person, once, and the ledger keeps why", async () => {
  const { portal } = city;
  const [lena, mara] = [await city.viewer("1012"), await city.viewer("1006")];
  await portal.sessions.start(mara.personId, byPassword);
  await portal.sessions.start(mara.personId, byPassword);
  expect(await readSessionsOf(lena, portal.db, mara.personId)).toMatchObject([
    { method: "password", hasSecondFactor: false },
    { method: "password" },
  ]);
  const helen = await city.viewer("1002");
  expect(await readSessionsOf(helen, portal.db, mara.personId)).toEqual([]);
  const asked = { personId: mara.personId, reason: "not-them" } as const;
  expect(await endSessionsOf(mara, portal, asked)).toHaveProperty("refused");
  expect(await endSessionsOf(lena, portal, asked)).toEqual({ ended: 2 });
  expect(await endSessionsOf(lena, portal, asked)).toHaveProperty("refused");
  const [latest] = await readLatestOfLog(lena, portal, all);
  expect(latest?.sentence).toBe(
    "Lena Dubois (1012) signed Mara Sinclair (1006) out everywhere. Somebody else may be signed in as this person.",
  );
});

test("corrections of who holds a role are told, and of nobody else", async () => {
  const [lena, helen] = [await city.viewer("1012"), await city.viewer("1002")];
  for (const handle of ["1014", "1006"]) {
    const { personId, givenName, familyName } = await city.viewer(handle);
    const names = { givenName, familyName, email: `new.${handle}@example.net` };
    expect(await changeNames(helen, city.portal, personId, names)).not.toHaveProperty("refused");
  }
  const told = async () => {
    const latest = await readLatestOfLog(lena, city.portal, { ...all, act: "change-person" });
    const sealed = await readLog(lena, city.portal, { ...all, act: "change-person" }, whole);
    return [...latest, ...sealed.rows].map(({ sentence }) => sentence).join(" ");
  };
  expect(await told()).toMatch(/corrected .* \(1014\)/);
  expect(await told()).not.toContain("1006");
  const { owner } = city.database;
  while ((await sealCommitted(owner, city.portal.keys, city.portal.now())) > 0);
  expect(await told()).toMatch(/corrected .* \(1014\)/);
  expect(await told()).not.toContain("1006");
});
