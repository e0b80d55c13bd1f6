import { expect, test, vi } from "vitest";
import { hashPassword } from "#app/auth/password.ts";
import { setPassword } from "#app/auth/set-password.ts";
import { signIn } from "#app/auth/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, cookieOf, now, rightPassword, wayIn } from "./someone.ts";

const database = testDatabase();

async function tryToSignIn(
  name: string,
  password: string,
  portal = wayIn(database.db),
  address = "192.0.2.1",
) {
  return signIn({ portal, name, password, address });
}

test("one signs in by e-mail address or employee number, however they are written", async () => {
  const { personId, handle, email } = await addMara(database.db, { password: rightPassword });
  const portal = wayIn(database.db);
  for (const name of [email, ` ${email.toUpperCase()} `, handle, `${handle} `]) {
    const signedIn = await tryToSignIn(name, rightPassword, portal);
    if ("refused" in signedIn) throw new Error(signedIn.refused);
    const { viewer } = await portal.sessions.signedInBy(cookieOf(signedIn.setCookie));
    expect(viewer?.personId).toBe(personId);
  }
});

test("unknown, wrong, not set up and no longer here are told the same, after the same work", async () => {
  const someone = await addMara(database.db, { password: rightPassword });
  const notSetUp = await addMara(database.db);
  const left = await addMara(database.db, { password: rightPassword, untilOn: "2026-03-01" });
  const tries = [
    [someone.handle, "not the right password"],
    ["nobody@example.org", rightPassword],
    [notSetUp.handle, rightPassword],
    [left.handle, rightPassword],
  ] as const;
  const answers = new Set<string>();
  // The processor's time, of all threads: on a busy machine the clock's says nothing.
  const worked: number[] = [];
  for (const [name, password] of tries) {
    const before = process.cpuUsage();
    for (let n = 0; n < 3; n++) answers.add(JSON.stringify(await tryToSignIn(name, password)));
    const { user, system } = process.cpuUsage(before);
    worked.push(user + system);
  }
  expect(answers.size).toBe(1);
  expect([...answers][0]).toMatch(/^{"refused":"The number, the address or the password is wrong/);
  // Without a hash of its own to compare with, an answer would cost a tenth of the work.
  const [wrong = 0, ...others] = worked;
  for (const work of others) expect(work).toBeGreaterThan(wrong * 0.4);
});

test("an account nobody has is slowed down like one that somebody has", async () => {
  const { handle } = await addMara(database.db, { password: rightPassword });
  for (const name of [handle, "nobody.at.all@example.org"]) {
    for (let n = 0; n < 5; n++) {
      expect(await tryToSignIn(name, "a wrong password")).not.toHaveProperty("retryAfter");
    }
    expect(await tryToSignIn(name, "a wrong password")).toEqual({
      refused: "Too many tries. Wait 2 seconds, then try again",
      retryAfter: 2,
    });
  }
});

test("during the wait a right password is told what a wrong one is told, and after it signs in", async () => {
  const { handle, personId } = await addMara(database.db, { password: rightPassword });
  let moment = now.getTime();
  const portal = wayIn(database.db, () => new Date(moment));
  for (let n = 0; n < 5; n++) await tryToSignIn(handle, "a wrong password", portal);
  const wrong = await tryToSignIn(handle, "a wrong password", portal);
  const right = await tryToSignIn(handle, rightPassword, portal);
  expect(right).toEqual(wrong);
  expect(right).toHaveProperty("refused");
  moment += 2000;
  expect(await tryToSignIn(handle, rightPassword, portal)).toMatchObject({ personId });
});

test("somebody whose account is tried from elsewhere signs in at once; from there, after 60 seconds at most", async () => {
  const { handle, personId } = await addMara(database.db, { password: rightPassword });
  let moment = now.getTime();
  const portal = wayIn(database.db, () => new Date(moment));
  for (let n = 0; n < 15; n++) {
    await tryToSignIn(handle, "a wrong password", portal);
    moment += 60_000;
  }
  moment -= 60_000;
  const elsewhere = "203.0.113.9";
  expect(await tryToSignIn(handle, rightPassword, portal, elsewhere)).toMatchObject({ personId });
  expect(await tryToSignIn(handle, rightPassword, portal)).toMatchObject({ retryAfter: 60 });
  moment += 60_000;
  expect(await tryToSignIn(handle, rightPassword, portal)).toMatchObject({ personId });
});

test("somebody from outside, with no employment, signs in by e-mail address", async () => {
  const { personId, email } = await addMara(database.db, {
    password: rightPassword,
    untilOn: "2026-03-01",
  });
  expect(await tryToSignIn(email, rightPassword)).toHaveProperty("refused");
  await database.owner`update people set is_outside = true, employee_number = null where id = ${personId}`;
  expect(await tryToSignIn(email, rightPassword)).toMatchObject({ personId });
});

test("a sign-in with the old password that runs while the password is changed leaves no session", async () => {
  const { personId, handle } = await addMara(database.db, { password: rightPassword });
  const passwordHash = await hashPassword("a harbour of quiet geese");
  let signing: ReturnType<typeof tryToSignIn> | undefined;
  await database.db.transaction(async (tx) => {
    await setPassword(tx, personId, { passwordHash, proof: { method: "present-password" }, now });
    signing = tryToSignIn(handle, rightPassword);
    // The session has begun before the change is committed, when the change can no longer end it.
    await vi.waitFor(async () => {
      const begun = await database.owner`select id from sessions where person_id = ${personId}`;
      expect(begun).toHaveLength(1);
    });
  });
  expect(await signing).toHaveProperty("refused");
  const left = await database.owner`select id from sessions where person_id = ${personId}`;
  expect(left).toHaveLength(0);
});
