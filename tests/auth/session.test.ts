import { expect, test } from "vitest";
import { createSessions, idle, longest } from "#app/auth/session.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, byPassword, cookieOf, today, wayIn } from "./someone.ts";

const database = testDatabase();

async function signedIn(given: Parameters<typeof addMara>[1] = {}) {
  const mara = await addMara(database.db, given);
  const { sessions } = wayIn(database.db);
  const cookie = cookieOf(await sessions.start(mara.personId, byPassword));
  const viewer = async () => (await sessions.signedInBy(cookie)).viewer;
  return { mara, sessions, cookie, viewer };
}

test("a session says who is signed in, with the roles of this moment", async () => {
  const { mara, viewer } = await signedIn({ roles: ["auditor"] });
  expect(await viewer()).toMatchObject({
    personId: mara.personId,
    handle: mara.handle,
    roles: ["auditor"],
    isSupervisor: false,
  });
});

test("what the cookie holds stands nowhere in the database", async () => {
  const { cookie } = await signedIn();
  const value = cookie.split("=")[1] ?? "";
  expect(value.length).toBeGreaterThan(30);
  const rows = await database.owner`select to_jsonb(s)::text as row from sessions s`;
  for (const { row } of rows) expect(row).not.toContain(value);
});

test("the cookie is for this site's own requests only, out of reach of scripts, and secure over https", async () => {
  const { personId } = await addMara(database.db);
  const plain = await wayIn(database.db).sessions.start(personId, byPassword);
  expect(plain).toMatch(/^signpost=\w+; HttpOnly; .*Path=\/; SameSite=Lax$/);
  const secure = createSessions(database.db, {
    ...{ secure: true, today: async () => today, asksForSecondFactor: false },
  });
  expect(await secure.start(personId, byPassword)).toMatch(
    /^__Host-signpost=\w+; HttpOnly; .*Path=\/; SameSite=Lax; Secure$/,
  );
});

test("a session that was idle for too long is over, and removed", async () => {
  const { mara, viewer } = await signedIn();
  await database.owner`
    update sessions set expires_at = now() - interval '1 second' where person_id = ${mara.personId}`;
  expect(await viewer()).toBeNull();
  expect(await database.owner`select id from sessions where person_id = ${mara.personId}`).toEqual(
    [],
  );
});

test("a request in the second half of the idle time extends the session", async () => {
  const { mara, viewer } = await signedIn();
  const left = async () => {
    const [row] = await database.owner`
      select extract(epoch from expires_at - now())::int as seconds from sessions
      where person_id = ${mara.personId}`;
    return row?.seconds;
  };
  await database.owner`
    update sessions set expires_at = now() + interval '5 minutes' where person_id = ${mara.personId}`;
  expect(await viewer()).not.toBeNull();
  expect(await left()).toBeGreaterThan(idle.seconds() - 60);
});

test("a session ends at the latest after 12 hours, however busy", async () => {
  const { mara, viewer } = await signedIn();
  const [row] = await database.owner`
    select extract(epoch from ends_at - started_at)::int as seconds from sessions
    where person_id = ${mara.personId}`;
  expect(row?.seconds).toBe(longest.seconds());
  await database.owner`
    update sessions set ends_at = now() - interval '1 second' where person_id = ${mara.personId}`;
  expect(await viewer()).toBeNull();
});

test("signing out here ends this session only, signing out everywhere ends all of one person", async () => {
  const { mara, sessions, viewer } = await signedIn();
  const elsewhere = cookieOf(await sessions.start(mara.personId, byPassword));
  const another = await signedIn();
  const here = await viewer();
  if (!here) throw new Error("Mara is not signed in.");
  expect(await sessions.end(here)).toMatch(/^signpost=;.*Max-Age=0/);
  expect(await viewer()).toBeNull();
  expect((await sessions.signedInBy(elsewhere)).viewer).not.toBeNull();
  await sessions.start(mara.personId, byPassword);
  await sessions.endAll(mara.personId);
  expect((await sessions.signedInBy(elsewhere)).viewer).toBeNull();
  expect(await another.viewer()).not.toBeNull();
});

test("somebody whose employment ended yesterday is nobody, on their last day they are still themselves", async () => {
  expect(await (await signedIn({ untilOn: "2026-03-02" })).viewer()).not.toBeNull();
  expect(await (await signedIn({ untilOn: "2026-03-01" })).viewer()).toBeNull();
});

test("a cookie that is damaged, unknown or another's is nobody", async () => {
  const { sessions } = wayIn(database.db);
  const odd = [
    "",
    "signpost",
    "signpost=",
    "signpost=%zz",
    "signpost=a\u0000b",
    "other=%E0%A4%A; signpost=x",
  ];
  for (const cookie of odd) expect((await sessions.signedInBy(cookie)).viewer).toBeNull();
  expect((await sessions.signedInBy(null)).viewer).toBeNull();
});

test("another site's odd cookie beside ours does not sign anybody out", async () => {
  const { cookie, sessions } = await signedIn();
  expect((await sessions.signedInBy(`theme=%zz;${cookie}`)).viewer).not.toBeNull();
});

test("sessions that are over are forgotten, those that are not stay", async () => {
  const over = await signedIn();
  const open = await signedIn();
  await database.owner`
    update sessions set ends_at = now() - interval '1 second'
    where person_id = ${over.mara.personId}`;
  await open.sessions.forgetEnded();
  const kept = await database.owner`select person_id from sessions`;
  expect(kept.map(({ person_id }) => person_id)).toContain(open.mara.personId);
  expect(kept.map(({ person_id }) => person_id)).not.toContain(over.mara.personId);
});
