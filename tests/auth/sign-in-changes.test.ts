import { expect, test } from "vitest";
import { changePassword } from "#app/auth/change-password.ts";
import { askConfirmation } from "#app/auth/confirmations/ask-confirmation.ts";
import { readConfirmationsAboutSelf } from "#app/auth/confirmations/read-confirmations.ts";
import { settleConfirmation } from "#app/auth/confirmations/settle-confirmation.ts";
import { grantRole, revokeRole } from "#app/auth/grant.ts";
import { passSecondFactor } from "#app/auth/second-factor/pass.ts";
import { removeFactor } from "#app/auth/second-factor/remove.ts";
import { resetSecondFactor } from "#app/auth/second-factor/reset-of-another.ts";
import { endSessionsOf } from "#app/auth/sessions-of.ts";
import { setPassword } from "#app/auth/set-password.ts";
import { setUp } from "#app/auth/set-up.ts";
import { issueSetUpCode } from "#app/auth/set-up-code.ts";
import { saySignInChange } from "#app/auth/sign-in-change-words.ts";
import { readSignInChanges } from "#app/auth/sign-in-changes.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { clockOf } from "#app/clock.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { createMailer } from "#server/mailer.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { byPassword, inSession } from "./someone.ts";

const city = testPortal();
const newPassword = "a harbour of quiet geese";

/** What stands on somebody's account page of this day, the oldest first. */
async function changesOf(known: string) {
  const { portal } = city;
  const changes = await readSignInChanges(await city.viewer(known), portal.db, portal.now());
  const ofToday = changes.filter(({ at }) => at >= aMonday);
  return ofToday.toReversed().map(saySignInChange);
}

async function mailsOwedTo(known: string): Promise<number> {
  const rows = await city.database.owner`
    select from notices n join people p on p.id = n.person_id
    where n.kind = 'sign-in-changed' and p.handle = ${known}`;
  return rows.length;
}

/** Each act at a moment of its own. */
let minutes = 0;
const later = () => city.at(new Date(aMonday.getTime() + ++minutes * 60_000));

test("whoever changes how they sign in is told of each change, in words that name no secret, on a page and by mail", async () => {
  const { portal } = city;
  const dale = await city.viewer("1007");
  const { recoveryCodes } = await enrolAppOf(dale, portal);
  later();
  const [code = ""] = recoveryCodes ?? [];
  const half = { ...(await inSession(dale, portal)), owes: "second-factor" } as const;
  expect(await passSecondFactor(half, portal, { by: "recovery-code", code })).toHaveProperty(
    "setCookie",
  );
  later();
  await removeFactor(dale, portal, "app");
  later();
  const passwords = { presentPassword: demoPassword, newPassword };
  const here = await inSession(dale, portal);
  expect(await changePassword(here, portal, passwords)).toHaveProperty("setCookie");

  expect(await changesOf("1007")).toEqual([
    "An app for codes was added as your second step at sign-in",
    "One of your recovery codes was used to sign in",
    "An app for codes was removed as your second step at sign-in",
    "Your password was changed",
  ]);
  const server = await startMailServer();
  portal.mail = createMailer({
    url: server.url,
    from: { name: "Training", address: "training@example.org" },
    perSecond: 20,
  });
  await sendNotices(portal);
  portal.mail = null;
  const mails = server.received.filter(({ subject }) => subject?.includes("your sign-in"));
  expect(mails).toHaveLength(4);
  const words = mails.map(({ text }) => text).join();
  for (const change of await changesOf("1007")) expect(words).toContain(change);
  expect(words).not.toContain(code);
  expect(words).not.toContain(newPassword);
});

test("what another did is told too: a reset second step, and a password set with a code in place of another", async () => {
  const { portal } = city;
  const [lena, priya] = [await city.viewer("1012"), await city.viewer("1008")];
  await enrolAppOf(priya, portal);
  later();
  expect(await resetSecondFactor(lena, portal, priya.personId)).toEqual({ reset: true });
  later();
  const { today } = await clockOf(portal);
  const issued = await portal.db.transaction((tx) =>
    issueSetUpCode(tx, {
      ...{ personId: priya.personId, by: lena.personId, today, now: portal.now() },
    }),
  );
  if ("refused" in issued) throw new Error(issued.refused);
  await setUp(portal, { code: issued.code, newPassword, address: "192.0.2.80" });
  expect((await changesOf("1008")).slice(-2)).toEqual([
    "Your second step at sign-in was reset by Lena Dubois",
    "Your password was set with a set-up code, made by Lena Dubois",
  ]);
  expect(await mailsOwedTo("1008")).toBe(3);
});

test("roles given, revoked and ended stand there with who did it; of them no mail is owed", async () => {
  const { portal } = city;
  const [lena, owen] = [await city.viewer("1012"), await city.viewer("1006")];
  const { personId } = owen;
  const role = "hr-training";
  const give = { personId, role, now: portal.now() } as const;
  expect(await grantRole(lena, portal.db, give)).toEqual({ granted: role });
  later();
  await revokeRole(lena, portal.db, { ...give, now: portal.now() });
  later();
  await portal.sessions.start(personId, byPassword);
  await endSessionsOf(lena, portal, { personId, reason: "lost-device" });
  expect(await changesOf("1006")).toEqual([
    "You were given the role “Human Resources, training” by Lena Dubois",
    "The role “Human Resources, training” was revoked by Lena Dubois",
    "You were signed out everywhere by Lena Dubois",
  ]);
  expect(await mailsOwedTo("1006")).toBe(0);
});

test("who handles cases finds first what was asked for about them, and nobody else does there", async () => {
  const { portal } = city;
  const [lena, tom] = [await city.viewer("1012"), await city.viewer("1003")];
  const asked = { kind: "reset-second-factor", personId: tom.personId } as const;
  expect(await askConfirmation(lena, portal, asked)).toEqual({ waits: true });
  const about = (known: Viewer) => readConfirmationsAboutSelf(known, portal.db);
  expect(await about(tom)).toMatchObject([{ kind: asked.kind, askedBy: "Lena Dubois" }]);
  expect(await about(lena)).toEqual([]);
  expect(await about(await city.viewer("1001"))).toEqual([]);
  const [waiting] = await about(tom);
  if (!waiting) throw new Error("Nothing waits.");
  expect(await settleConfirmation(tom, portal, waiting, "declined")).toEqual({ ended: "declined" });
  expect(await about(tom)).toEqual([]);
});

test("who has no address is owed no mail and finds it on the page; a first password is no change", async () => {
  const { portal } = city;
  const jesse = await city.viewer("1009");
  await enrolAppOf(jesse, portal);
  expect(await changesOf("1009")).toHaveLength(1);
  expect(await mailsOwedTo("1009")).toBe(0);

  await city.database.owner`delete from credentials where person_id = (
    select id from people where handle = '1010')`;
  const colette = await city.viewer("1010");
  const { today } = await clockOf(portal);
  const issued = await portal.db.transaction((tx) =>
    issueSetUpCode(tx, { personId: colette.personId, by: null, today, now: portal.now() }),
  );
  if ("refused" in issued) throw new Error(issued.refused);
  await setUp(portal, { code: issued.code, newPassword, address: "192.0.2.81" });
  expect(await mailsOwedTo("1010")).toBe(0);
});

test("a first password beside an account at a provider is a change, and owed a mail", async () => {
  const { portal, database } = city;
  const { personId } = await city.viewer("1008");
  await database.owner`delete from credentials where person_id = ${personId}`;
  await database.owner`
    insert into providers (id, label, issuer, is_offered, has_passwords_off, spares_administrators, noted_at)
    values ('city', 'City account', 'https://login.example.org', true, false, false, now())`;
  await database.owner`
    insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at)
    values (${personId}, 'city', 'https://login.example.org', 'p-1008', 'email', ${aMonday.toISOString()})`;
  later();
  const before = await mailsOwedTo("1008");
  await portal.db.transaction((tx) =>
    setPassword(tx, personId, {
      ...{ passwordHash: "a hash", proof: { method: "present-password" }, now: portal.now() },
    }),
  );
  expect(await mailsOwedTo("1008")).toBe(before + 1);
});

test("nothing older than 90 days is shown, and nothing of anybody else", async () => {
  const { portal } = city;
  const dale = await city.viewer("1007");
  const then = new Date(portal.now().getTime() + 91 * 86_400_000);
  expect(await readSignInChanges(dale, portal.db, then)).toEqual([]);
  expect(await changesOf("1004")).toEqual([]);
});
