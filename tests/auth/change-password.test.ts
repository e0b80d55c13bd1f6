import { expect, test } from "vitest";
import { readAccount } from "#app/auth/account.ts";
import { changePassword } from "#app/auth/change-password.ts";
import { signIn } from "#app/auth/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import {
  addMara,
  byPassword,
  cookieOf,
  inSession,
  now,
  rightPassword,
  today,
  wayIn,
} from "./someone.ts";

const database = testDatabase();
const newPassword = "a harbour of quiet geese";
const address = "192.0.2.1";

test("with the present password one sets a new one: signed in here, signed out everywhere else", async () => {
  const mara = await addMara(database.db, { password: rightPassword });
  const portal = wayIn(database.db);
  const elsewhere = cookieOf(await portal.sessions.start(mara.personId, byPassword));
  const changed = await changePassword(await inSession(mara, portal), portal, {
    presentPassword: rightPassword,
    newPassword,
  });
  if ("refused" in changed) throw new Error(changed.refused);
  expect((await portal.sessions.signedInBy(elsewhere)).viewer).toBeNull();
  expect((await portal.sessions.signedInBy(cookieOf(changed.setCookie))).viewer).not.toBeNull();
  const again = { portal, name: mara.handle, address };
  expect(await signIn({ ...again, password: rightPassword })).toHaveProperty("refused");
  expect(await signIn({ ...again, password: newPassword })).toHaveProperty("setCookie");
  const records = await database.owner`
    select body::jsonb->'facts' as facts from ledger_records
    where about = ${mara.personId} and act = 'set-password'`;
  expect(records).toEqual([{ facts: { method: "present-password" } }]);
});

test("a wrong present password changes nothing, and is counted by itself: who tries to sign in as somebody keeps them from nothing here", async () => {
  const mara = await addMara(database.db, { password: rightPassword });
  const portal = wayIn(database.db);
  const wrong = { presentPassword: "not the right one", newPassword };
  for (let n = 0; n < 5; n++) {
    expect(await changePassword(mara, portal, wrong)).toMatchObject({
      field: "presentPassword",
      status: 400,
    });
  }
  expect(
    await changePassword(mara, portal, { ...wrong, presentPassword: rightPassword }),
  ).toMatchObject({
    status: 429,
    retryAfter: 2,
  });
  expect(
    await signIn({ portal, name: mara.handle, password: rightPassword, address }),
  ).toHaveProperty("setCookie");
  const other = await addMara(database.db, { password: rightPassword });
  for (let n = 0; n < 6; n++) {
    await signIn({ portal, name: other.handle, password: "a stranger's guess", address });
  }
  const here = await inSession(other, portal);
  expect(
    await changePassword(here, portal, { presentPassword: rightPassword, newPassword }),
  ).toHaveProperty("setCookie");
});

test("a new password that is easily guessed is refused", async () => {
  const mara = await addMara(database.db, { password: rightPassword });
  const weak = { presentPassword: rightPassword, newPassword: "sinclair at home" };
  expect(await changePassword(mara, wayIn(database.db), weak)).toMatchObject({
    field: "newPassword",
  });
});

test("one's account says what the directory has", async () => {
  const mara = await addMara(database.db, { password: rightPassword });
  expect(await readAccount(mara, database.db, today)).toEqual({
    employeeNumber: mara.handle,
    email: mara.email,
    department: "Public Works",
    passwordSetAt: now,
  });
});
