import { expect, test } from "vitest";
import { readMailState } from "#app/administration/mail-state.ts";
import { sayNoMail } from "#app/administration/no-mail.ts";
import { clockOf } from "#app/clock.ts";
import { countNotices } from "#app/notices/notices.ts";
import { oweNotices } from "#app/notices/owe-notices.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("without a mail server an administrator reads how many messages wait, of every kind, and since when", async () => {
  const { portal } = city;
  const [lena, helen] = [await city.viewer("1012"), await city.viewer("1002")];
  const said = async (mail = portal.mail) =>
    sayNoMail(await clockOf(portal), { mail }, await readMailState(lena, portal.db));
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
  expect(await said()).toBe("No mail server is set (SMTP_URL); no message waits for one yet.");

  const owed = { personId: helen.personId };
  const wait = (kind: "publication-staff" | "case-waiting", key: string) =>
    portal.db.transaction((tx) => oweNotices(tx, [{ ...owed, kind, key }], portal.now()));
  await wait("publication-staff", "one");
  expect(await said()).toBe(
    "No mail server is set (SMTP_URL): 1 message waits, since 23 November 2026.",
  );
  await wait("case-waiting", "another");
  await sendNotices({ ...portal, mail: null });
  expect(await said()).toBe(
    "No mail server is set (SMTP_URL): 2 messages wait, the first since 23 November 2026.",
  );
  // HR does not learn that somebody was told of a case.
  expect(await countNotices(helen, portal)).toContainEqual({ state: "waiting", count: 1 });
  expect(await said(mailTo(await startMailServer()))).toBeNull();
});
