import { expect, test } from "vitest";
import { sayEnded } from "#app/auth/confirmations/confirmation-words.ts";
import { askingOf } from "#app/auth/second-factor/needs-factor.ts";
import type { GrantedRole } from "#app/auth/viewer.ts";
import { addMara, byPassword, cookieOf, wayIn } from "#tests/auth/someone.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();

/** What somebody with these roles owes after signing in by password. */
async function owed(roles: GrantedRole[], { asks = true, withSecondFactor = false } = {}) {
  const { personId } = await addMara(database.db, { roles });
  const { sessions } = wayIn(database.db, undefined, asks);
  const cookie = cookieOf(await sessions.start(personId, { ...byPassword, withSecondFactor }));
  const { viewer, half } = await sessions.signedInBy(cookie);
  expect(viewer === null).toBe(half !== null);
  return { owes: half?.owes ?? null, personId, sessions, cookie };
}

test("each grant that trust.md names asks for a second factor, and no other does", async () => {
  const asking: GrantedRole[] = [
    ...(["hr-cases", "city-manager", "outside-officer", "auditor", "administrator"] as const),
  ];
  for (const role of asking) expect((await owed([role])).owes).toBe("enrolment");
  expect((await owed([])).owes).toBeNull();
  expect((await owed(["hr-training"])).owes).toBeNull();
});

test("the demo asks nobody who has none, and everybody who has one", async () => {
  const { owes, personId, sessions, cookie } = await owed(["hr-cases"], { asks: false });
  expect(owes).toBeNull();
  await database.owner`
    insert into passkeys (id, person_id, credential_id, public_key, counter, transports, name, made_at)
    values (gen_random_uuid(), ${personId}, ${personId}, '\\x00', 0, '{}', 'Phone', now())`;
  expect((await sessions.signedInBy(cookie)).half?.owes).toBe("second-factor");
});

test("who confirmed a reset is told that a new second step is asked for only where it is", () => {
  const said = (asksForSecondFactor: boolean, isNeeded: boolean) =>
    sayEnded({
      ...{ kind: "reset-second-factor", name: "Mara Sinclair", askedBy: "Lena Dubois" },
      ended: { as: "confirmed" },
      asking: askingOf({ asksForSecondFactor }, isNeeded),
    });
  expect(said(true, true)).toMatch(/they make a new one at the next sign-in\.$/);
  expect(said(true, false)).toMatch(/asks for none: they make a new one if they wish\.$/);
  expect(said(false, true)).toMatch(/This demonstration asks nobody for a new one\.$/);
});

test("who showed a second factor elsewhere, such as at the City's own sign-in, owes none", async () => {
  expect((await owed(["hr-cases"], { withSecondFactor: true })).owes).toBeNull();
});

test("somebody half signed in is nobody after ten minutes, and forgotten", async () => {
  const { personId, sessions, cookie } = await owed(["auditor"]);
  await database.owner`
    update sessions set started_at = now() - interval '601 seconds' where person_id = ${personId}`;
  const { viewer, half, setCookie } = await sessions.signedInBy(cookie);
  expect([viewer, half]).toEqual([null, null]);
  expect(setCookie).toMatch(/Max-Age=0/);
});

test("who is half signed in can sign out", async () => {
  const { sessions, cookie } = await owed(["auditor"]);
  const { half } = await sessions.signedInBy(cookie);
  if (!half) throw new Error("Nothing is owed.");
  await sessions.end(half);
  expect((await sessions.signedInBy(cookie)).half).toBeNull();
});
