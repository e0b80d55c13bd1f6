import { expect, test } from "vitest";
import { grantRole, revokeRole } from "#app/auth/grant.ts";
import { readGrantHolder, readGrantHolders } from "#app/auth/grant-holders.ts";
import type { GrantedRole, Viewer } from "#app/auth/viewer.ts";
import type { Place } from "#app/keyset.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, byPassword, cookieOf, now, wayIn } from "./someone.ts";

const administrator = (roles: GrantedRole[] = ["administrator"]) => ({ roles });

function grant(by: Viewer, to: Viewer, role: GrantedRole, { db } = database) {
  return grantRole(by, db, { personId: to.personId, role, now });
}

function revoke(by: Viewer, from: Viewer, role: GrantedRole, { db } = database) {
  return revokeRole(by, db, { personId: from.personId, role, now });
}

const database = testDatabase();

test("an administrator grants a role, and the ledger says who, to whom and which", async () => {
  const [lena, mara] = [await addMara(database.db, administrator()), await addMara(database.db)];
  expect(await grant(lena, mara, "hr-training")).toEqual({ granted: "hr-training" });
  const [record] = await database.owner`
    select body::jsonb as body from ledger_records where about = ${mara.personId} and act = 'grant-role'`;
  expect(record?.body).toMatchObject({ by: lena.personId, facts: { role: "hr-training" } });
  expect((await readGrantHolder(lena, database.db, mara.handle))?.roles).toMatchObject([
    { role: "hr-training", grantedBy: "Mara Sinclair" },
  ]);
});

test("nobody who has left gets a role, and the list says when they left", async () => {
  const lena = await addMara(database.db, administrator());
  const gone = await addMara(database.db, { untilOn: "2026-02-27" });
  expect(await grant(lena, gone, "hr-training")).toEqual({
    refused: "Choose somebody else: this person has left, and gets a role only once they are back",
  });
  expect((await readGrantHolder(lena, database.db, gone.handle))?.leftOn).toBe("2026-02-27");
  expect((await readGrantHolder(lena, database.db, lena.handle))?.leftOn).toBeNull();
});

test("nobody grants to themselves", async () => {
  const lena = await addMara(database.db, administrator());
  expect(await grant(lena, lena, "auditor")).toHaveProperty("refused");
});

test("nobody grants to themselves around the application either", async () => {
  const { personId } = await addMara(database.db, administrator());
  await expect(
    database.owner`
      insert into grants (person_id, role, granted_by, granted_at)
      values (${personId}, 'auditor', ${personId}, now())`,
  ).rejects.toMatchObject({ constraint_name: "grants_are_given_by_another" });
});

test("only administrators grant and revoke", async () => {
  const hr = await addMara(database.db, { roles: ["hr-training"] });
  const mara = await addMara(database.db, { roles: ["auditor"] });
  expect(await grant(hr, mara, "hr-cases")).toHaveProperty("refused");
  expect(await revoke(hr, mara, "auditor")).toHaveProperty("refused");
});

test("a role is held once, also when it is granted twice at once", async () => {
  const lena = await addMara(database.db, administrator());
  const mara = await addMara(database.db);
  const answers = await Promise.all(Array.from({ length: 5 }, () => grant(lena, mara, "auditor")));
  expect(answers.filter((answer) => "granted" in answer)).toHaveLength(1);
  const records = await database.owner`
    select id from ledger_records where about = ${mara.personId} and act = 'grant-role'`;
  expect(records).toHaveLength(1);
});

test("nobody handles cases and administers the portal, whichever is granted first", async () => {
  const lena = await addMara(database.db, administrator());
  const [first, second] = [await addMara(database.db), await addMara(database.db)];
  await grant(lena, first, "hr-cases");
  expect(await grant(lena, first, "administrator")).toHaveProperty("refused");
  await grant(lena, second, "administrator");
  expect(await grant(lena, second, "hr-cases")).toHaveProperty("refused");
});

test("of the two roles that are kept apart, granted at once, one is granted", async () => {
  const lena = await addMara(database.db, administrator());
  const people = await Promise.all(Array.from({ length: 5 }, () => addMara(database.db)));
  const answers = await Promise.all(
    people.flatMap((one) => [grant(lena, one, "hr-cases"), grant(lena, one, "administrator")]),
  );
  expect(answers.filter((answer) => "granted" in answer)).toHaveLength(people.length);
});

test("a change of role ends the sessions of whom it concerns, and of nobody else", async () => {
  const { sessions } = wayIn(database.db);
  const lena = await addMara(database.db, administrator());
  const mara = await addMara(database.db);
  const lenasCookie = cookieOf(await sessions.start(lena.personId, byPassword));
  for (const change of [grant, revoke]) {
    const cookie = cookieOf(await sessions.start(mara.personId, byPassword));
    await change(lena, mara, "auditor");
    expect((await sessions.signedInBy(cookie)).viewer).toBeNull();
  }
  expect((await sessions.signedInBy(lenasCookie)).viewer?.roles).toEqual(["administrator"]);
});

test("a role that is revoked is held no more, and revoking it again is refused", async () => {
  const lena = await addMara(database.db, administrator());
  const mara = await addMara(database.db, { roles: ["auditor"] });
  expect(await revoke(lena, mara, "auditor")).toEqual({ revoked: "auditor" });
  expect(await revoke(lena, mara, "auditor")).toHaveProperty("refused");
  expect(await grant(lena, mara, "auditor")).toEqual({ granted: "auditor" });
});

test("an administrator sees who holds a grant, and finds anyone by name or number", async () => {
  const lena = await addMara(database.db, administrator());
  const mara = await addMara(database.db);
  const handles = async (q?: string, viewer = lena) =>
    (await readGrantHolders(viewer, database.db, { q, place: null })).rows.map(
      ({ handle }) => handle,
    );
  expect(await handles()).toContain(lena.handle);
  expect(await handles()).not.toContain(mara.handle);
  expect(await handles(mara.handle)).toEqual([mara.handle]);
  expect(await handles(`sincl ${mara.handle}`)).toEqual([mara.handle]);
  expect(await handles("nobody")).toEqual([]);
});

test("somebody who is no administrator finds nobody there", async () => {
  const lena = await addMara(database.db, administrator());
  const mara = await addMara(database.db, { roles: ["hr-training"] });
  const list = await readGrantHolders(mara, database.db, { q: undefined, place: null });
  expect(list.rows).toEqual([]);
  expect(await readGrantHolder(mara, database.db, lena.handle)).toBeUndefined();
});

test("the list goes on in pages, forwards and back", async () => {
  const lena = await addMara(database.db, administrator());
  for (const role of ["auditor", "hr-cases", "city-manager"] as const) {
    await addMara(database.db, { roles: [role, "hr-training"] });
  }
  const page = (place: Place | null, size = 2) =>
    readGrantHolders(lena, database.db, { q: undefined, place, size });
  const whole = (await page(null, 50)).rows.map(({ handle }) => handle);
  const first = await page(null);
  const second = await page(first.next);
  expect([...first.rows, ...second.rows].map(({ handle }) => handle)).toEqual(whole.slice(0, 4));
  expect(await page(second.previous)).toMatchObject({ rows: first.rows });
});

test("who was an administrator when they asked, and is none any more, grants and revokes nothing", async () => {
  const [lena, former] = [
    await addMara(database.db, administrator()),
    await addMara(database.db, administrator()),
  ];
  const [mara, auditor] = [await addMara(database.db), await addMara(database.db)];
  await grant(lena, auditor, "auditor");
  await revoke(lena, former, "administrator");
  expect(await grant(former, mara, "administrator")).toHaveProperty("refused");
  expect(await revoke(former, auditor, "auditor")).toHaveProperty("refused");
});

test.each(["owner", "portal"] as const)(
  "nobody but an administrator grants or revokes around the application, as %s",
  async (role) => {
    const lena = await addMara(database.db, administrator());
    const [mara, other] = [await addMara(database.db), await addMara(database.db)];
    await grant(lena, mara, "auditor");
    const refused = { constraint_name: "grants_are_of_administrators" };
    await expect(database[role]`
    insert into given_grants (person_id, role, granted_by, granted_at)
    values (${other.personId}, 'administrator', ${mara.personId}, now())`).rejects.toMatchObject(
      refused,
    );
    await expect(database[role]`
    update given_grants set revoked_at = now(), revoked_by = ${other.personId}
    where person_id = ${mara.personId}`).rejects.toMatchObject(refused);
  },
);
