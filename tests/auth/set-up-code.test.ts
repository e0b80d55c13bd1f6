import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { foldCode, hashCode } from "#app/auth/code-spelling.ts";
import { hashPassword, isPassword } from "#app/auth/password.ts";
import { setUp } from "#app/auth/set-up.ts";
import { codeDoesNotWork, issueSetUpCode, useSetUpCode } from "#app/auth/set-up-code.ts";
import type { GrantedRole } from "#app/auth/viewer.ts";
import { credentials, sessions } from "#drizzle/schema/auth.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, byPassword, cookieOf, now, rightPassword, today, wayIn } from "./someone.ts";

const database = testDatabase();
const day = 86_400_000;
let addresses = 0;
const newAddress = () => `192.0.2.${++addresses}`;

async function issueTo(personId: string, by: string | null = null, at = now) {
  const issued = await database.db.transaction((tx) =>
    issueSetUpCode(tx, { personId, by, today, now: at }),
  );
  if ("refused" in issued) throw new Error(issued.refused);
  return issued;
}

function setUpAt(moment: Date, code: string, newPassword = rightPassword) {
  return setUp(
    wayIn(database.db, () => moment),
    { code, newPassword, address: newAddress() },
  );
}

async function hasPassword(personId: string, password: string) {
  const [kept] = await database.db
    .select()
    .from(credentials)
    .where(eq(credentials.personId, personId));
  return isPassword(kept?.passwordHash ?? null, password);
}

test("a code sets the password and signs in", async () => {
  const { personId } = await addMara(database.db);
  const { code } = await issueTo(personId);
  const done = await setUpAt(now, code);
  if ("refused" in done) throw new Error(done.refused);
  expect(await hasPassword(personId, rightPassword)).toBe(true);
  const { viewer } = await wayIn(database.db).sessions.signedInBy(cookieOf(done.setCookie));
  expect(viewer?.personId).toBe(personId);
});

test("the code stands nowhere in the database, only its SHA-256", async () => {
  const { personId } = await addMara(database.db);
  const { code } = await issueTo(personId);
  const folded = foldCode(code) ?? "";
  const [kept] = await database.owner`
    select c.code_hash, to_jsonb(c)::text as row, r.body from set_up_codes c
      join ledger_records r on r.about = c.person_id and r.act = 'issue-set-up-code'
    where c.person_id = ${personId}`;
  expect(kept?.code_hash).toBe(hashCode(folded));
  for (const text of [kept?.row, kept?.body]) {
    expect(text).not.toContain(folded);
    expect(text).not.toContain(code);
  }
});

test("of a code used twice at once one use counts", async () => {
  const { personId } = await addMara(database.db);
  const { code } = await issueTo(personId);
  const passwords = [
    "a harbour of quiet geese",
    "seven snowploughs at dawn",
    "lanterns on the dam",
  ];
  const answers = await Promise.all(passwords.map((password) => setUpAt(now, code, password)));
  const refused = answers.filter((answer) => "refused" in answer);
  expect(refused).toEqual([
    { field: "code", refused: codeDoesNotWork },
    { field: "code", refused: codeDoesNotWork },
  ]);
  const winner = answers.findIndex((answer) => "setCookie" in answer);
  expect(await hasPassword(personId, passwords[winner] ?? "")).toBe(true);
});

test("a code whose use is found open by two transactions is used by one", async () => {
  const { personId } = await addMara(database.db);
  const { code } = await issueTo(personId);
  const passwordHash = await hashPassword(rightPassword);
  const use = () =>
    database.db.transaction((tx) => useSetUpCode(tx, { code, passwordHash, today, now }));
  const answers = await Promise.all([use(), use(), use(), use()]);
  expect(answers.filter((answer) => "personId" in answer)).toHaveLength(1);
});

test("a code works for 14 days and not a moment longer", async () => {
  const late = await addMara(database.db);
  const { code: lateCode, expiresAt } = await issueTo(late.personId);
  expect(expiresAt).toEqual(new Date(now.getTime() + 14 * day));
  expect(await setUpAt(expiresAt, lateCode)).toMatchObject({ refused: codeDoesNotWork });
  expect(await setUpAt(new Date(expiresAt.getTime() - 1), lateCode)).toHaveProperty("setCookie");
});

test("expired, used, withdrawn, unknown, misspelt, and of somebody who left: one sentence", async () => {
  const expired = await issueTo(
    (await addMara(database.db)).personId,
    null,
    new Date(now.getTime() - 15 * day),
  );
  const used = await issueTo((await addMara(database.db)).personId);
  await setUpAt(now, used.code);
  const renewed = (await addMara(database.db)).personId;
  const withdrawn = await issueTo(renewed);
  await issueTo(renewed);
  const left = await issueTo((await addMara(database.db, { untilOn: "2026-03-01" })).personId);
  const codes = [
    expired.code,
    used.code,
    withdrawn.code,
    left.code,
    "0000-0000-0000-0000",
    "no code",
  ];
  for (const code of codes) {
    expect(await setUpAt(now, code)).toEqual({ field: "code", refused: codeDoesNotWork });
  }
});

test("setting a password ends every session, withdraws other codes and is recorded", async () => {
  const { personId } = await addMara(database.db, { password: "an older password" });
  const portal = wayIn(database.db);
  const before = cookieOf(await portal.sessions.start(personId, byPassword));
  const { code } = await issueTo(personId);
  await database.owner`
    insert into set_up_codes (code_hash, person_id, issued_at, expires_at)
    values ('another', ${personId}, ${now.toISOString()}, ${now.toISOString()})`;
  await setUpAt(now, code);
  expect((await portal.sessions.signedInBy(before)).viewer).toBeNull();
  const open = await database.db.select().from(sessions).where(eq(sessions.userId, personId));
  expect(open).toHaveLength(1);
  const [other] =
    await database.owner`select withdrawn_at from set_up_codes where code_hash = 'another'`;
  expect(other?.withdrawn_at).not.toBeNull();
  const [record] = await database.owner`
    select body::jsonb as body from ledger_records where about = ${personId} and act = 'set-password'`;
  expect(record?.body).toMatchObject({
    by: personId,
    facts: { method: "set-up-code", code_hash: hashCode(foldCode(code) ?? "") },
  });
});

test("a password that is easily guessed is refused and the code stays good", async () => {
  const { personId, handle } = await addMara(database.db);
  const { code } = await issueTo(personId);
  for (const weak of ["short", "aaaaaaaaaaaa", "sinclair on the road", `number ${handle} here`]) {
    expect(await setUpAt(now, code, weak)).toMatchObject({ field: "newPassword" });
  }
  expect(await setUpAt(now, code)).toHaveProperty("setCookie");
});

test("after 20 wrong codes from one address the next has to wait, also a right one", async () => {
  const { personId } = await addMara(database.db);
  const { code } = await issueTo(personId);
  const portal = wayIn(database.db);
  const address = newAddress();
  const tryCode = (typed: string) =>
    setUp(portal, { code: typed, newPassword: rightPassword, address });
  await Promise.all(Array.from({ length: 20 }, () => tryCode("0000-0000-0000-0000")));
  expect(await tryCode(code)).toEqual({
    field: "code",
    refused: "Too many tries. Wait 10 seconds, then try again",
    retryAfter: 10,
  });
});

test("nobody issues a code to themselves", async () => {
  const { personId } = await addMara(database.db, { roles: ["administrator"] });
  await expect(issueTo(personId, personId)).rejects.toThrow("Change your own password");
});

test("nobody resets who sees more than they do: only an administrator issues a code to holders of a role", async () => {
  const [supervisor, hr, administrator] = await Promise.all([
    addMara(database.db),
    addMara(database.db, { roles: ["hr-training"] }),
    addMara(database.db, { roles: ["administrator"] }),
  ]);
  const guarded: GrantedRole[] = [
    "hr-cases",
    "city-manager",
    "outside-officer",
    "auditor",
    "administrator",
  ];
  // A first code resets nothing: that a second person confirms a reset, tests/auth/second-factor/reset.test.ts shows.
  for (const role of guarded) {
    const { personId } = await addMara(database.db, { roles: ["hr-training", role] });
    const asked = "Ask an administrator to hand over this code";
    await expect(issueTo(personId, hr.personId)).rejects.toThrow(asked);
    await expect(issueTo(personId, supervisor.personId)).rejects.toThrow(asked);
    expect(await issueTo(personId, administrator.personId)).toHaveProperty("code");
  }
  const colleague = await addMara(database.db, { roles: ["hr-training"] });
  expect(await issueTo(colleague.personId, hr.personId)).toHaveProperty("code");
  await expect(issueTo(colleague.personId, supervisor.personId)).rejects.toThrow();
  expect(await issueTo(supervisor.personId, hr.personId)).toHaveProperty("code");
});

test("a role that was revoked guards nobody, and gives nobody the right to reset", async () => {
  const former = await addMara(database.db, { roles: ["administrator", "auditor"] });
  const other = await addMara(database.db, { roles: ["administrator"] });
  await database.owner`
    update grants set revoked_at = now(), revoked_by = ${other.personId} where person_id = ${former.personId}`;
  const hr = await addMara(database.db, { roles: ["hr-training"] });
  expect(await issueTo(former.personId, hr.personId)).toHaveProperty("code");
  await expect(issueTo(hr.personId, former.personId)).rejects.toThrow("Ask an administrator");
});

test("codes issued to one person at once leave one that works", async () => {
  const { personId } = await addMara(database.db);
  const codes = await Promise.all(Array.from({ length: 5 }, () => issueTo(personId)));
  const open = await database.owner`
    select code_hash from set_up_codes where person_id = ${personId} and withdrawn_at is null`;
  expect(open).toHaveLength(1);
  const answers = [];
  for (const { code } of codes) answers.push(await setUpAt(now, code));
  expect(answers.filter((answer) => "setCookie" in answer)).toHaveLength(1);
});
