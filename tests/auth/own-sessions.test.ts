import { expect, test } from "vitest";
import { sayShown } from "#app/auth/session-words.ts";
import { endOwnSessions, readSessionsOf } from "#app/auth/sessions-of.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, byPassword, inSession, wayIn } from "./someone.ts";

const database = testDatabase();

/** Somebody signed in here, and in `elsewhere` other places. */
async function signedIn(elsewhere: number) {
  const { sessions } = wayIn(database.db);
  const mara = await inSession(await addMara(database.db), { sessions });
  for (let n = 0; n < elsewhere; n++) await sessions.start(mara.personId, byPassword);
  return mara;
}

const open = (who: Awaited<ReturnType<typeof signedIn>>) =>
  readSessionsOf(who, database.db, who.personId);

test("one's open sessions say since when, by what and about when they were used; not those that are over, nor another's", async () => {
  const mara = await signedIn(2);
  const other = await signedIn(0);
  const [over] = (await open(mara)).filter(({ id }) => id !== mara.sessionId);
  await database.owner`update sessions set ends_at = now() where id = ${over?.id ?? ""}`;
  await database.owner`update sessions set expires_at = now() + interval '70 minutes' where id = ${mara.sessionId}`;
  const left = await open(mara);
  expect(left).toHaveLength(2);
  const here = left.find(({ id }) => id === mara.sessionId);
  expect(here).toMatchObject({ method: "password", hasSecondFactor: false });
  const minutes = (Date.now() - (here?.usedAt.getTime() ?? 0)) / 60_000;
  expect(Math.round(minutes)).toBe(50);
  expect(await readSessionsOf(mara, database.db, other.personId)).toEqual([]);
});

test("of a session it is said what was shown, and of a passkey that it was enough", () => {
  expect(sayShown({ method: "passkey", hasSecondFactor: true })).toBe("Passkey alone");
  expect(sayShown({ method: "password", hasSecondFactor: true })).toBe(
    "Password and a second step",
  );
  expect(sayShown({ method: "password", hasSecondFactor: false })).toBe(
    "Password, without a second step",
  );
});

test("one ends another of one's own sessions, never the one that looks, and nobody else's", async () => {
  const mara = await signedIn(2);
  const other = await signedIn(1);
  const [first] = (await open(mara)).filter(({ id }) => id !== mara.sessionId);
  await endOwnSessions(mara, database.db, { session: first?.id ?? "" });
  expect((await open(mara)).map(({ id }) => id)).not.toContain(first?.id);
  expect(await open(mara)).toHaveLength(2);
  await endOwnSessions(mara, database.db, { session: other.sessionId });
  await endOwnSessions(mara, database.db, { session: mara.sessionId });
  expect(await open(mara)).toHaveLength(2);
  await endOwnSessions(mara, database.db, "all");
  expect((await open(mara)).map(({ id }) => id)).toEqual([mara.sessionId]);
  expect(await open(other)).toHaveLength(2);
});
