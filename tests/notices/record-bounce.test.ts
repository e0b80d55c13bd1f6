import { expect, test } from "vitest";
import { readBounce } from "#app/notices/bounce.ts";
import { noteStep } from "#app/notices/note-step.ts";
import { oweNotices } from "#app/notices/owe-notices.ts";
import { recordBounce } from "#app/notices/record-bounce.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** A report as a mail server writes it. */
const report = (notice: string, { action = "failed", host = "127.0.0.1" } = {}) =>
  `From: MAILER-DAEMON@mail.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="B1.2/x=(y)+z"

This is a MIME-encapsulated message.

--B1.2/x=(y)+z
Content-Type: text/plain; charset=us-ascii

Sorry. Message-ID: <11111111-1111-4111-8111-111111111111@127.0.0.1>

--B1.2/x=(y)+z
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; someone@example.org
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <someone@example.org>: Recipient address
    rejected: User unknown

--B1.2/x=(y)+z
Content-Type: text/rfc822-headers

Received: from city.example
Message-ID: <${notice}@${host}>
Subject: Your training

--B1.2/x=(y)+z--
`.replaceAll("\n", "\r\n");

test("a report names its notice by what came back, and says why in the server's words", () => {
  expect(readBounce(report(id), "127.0.0.1")).toEqual({
    noticeId: id,
    isFinal: true,
    said: "550 5.1.1 <someone@example.org>: Recipient address rejected: User unknown",
  });
});

test("a report of another portal's mail, and any other mail, is none of ours", () => {
  expect(readBounce(report(id, { host: "elsewhere.example" }), "127.0.0.1")).toBeNull();
  expect(readBounce(report("no-notice"), "127.0.0.1")).toBeNull();
  for (const mail of ["", "\n\n", "Subject: Out of office\n\nBack on Monday.", "--\0--"]) {
    expect(readBounce(mail, "127.0.0.1")).toBeNull();
  }
});

async function sentNotice(number: string) {
  const { portal } = city;
  const personId = await hire(
    portal,
    { number, email: `${number}@example.org` },
    { fromOn: "2026-01-05" },
  );
  await oweNotices(portal.db, [{ key: number, kind: "publication-staff", personId }], portal.now());
  const [row] = await city.database.portal`select id from notices where key = ${number}`;
  const notice = { id: row?.id as string, kind: "publication-staff" as const, personId };
  const letter = { subject: "s", html: "<p>s</p>", words: "s", digest: "d" };
  const address = `${number}@example.org`;
  await noteStep(portal.db, { notice, step: "attempt", now: portal.now(), letter, address });
  await noteStep(portal.db, { notice, step: "sent", now: portal.now(), digest: "d" });
  return notice;
}

test("a notice that came back says so once, and the ledger hears of it", async () => {
  const notice = await sentNotice("9101");

  expect(await recordBounce(city.portal, report(notice.id))).toEqual({ noticeId: notice.id });
  expect(await recordBounce(city.portal, report(notice.id))).toEqual({ noticeId: notice.id });

  const [row] = await city.database
    .portal`select state, steps from notices where id = ${notice.id}`;
  expect(row).toEqual({ state: "came-back", steps: 3 });
  const records = await city.database.portal`
    select from ledger_records where act = 'notice-came-back' and about = ${notice.personId}`;
  expect(records).toHaveLength(1);
});

test("mail that is only late changes nothing", async () => {
  const notice = await sentNotice("9102");
  expect(await recordBounce(city.portal, report(notice.id, { action: "delayed" }))).toHaveProperty(
    "refused",
  );
  const [row] = await city.database.portal`select state from notices where id = ${notice.id}`;
  expect(row?.state).toBe("sent");
});

test("a notice that was never sent, or that nobody knows, cannot come back", async () => {
  expect(await recordBounce(city.portal, report(id))).toHaveProperty("refused");
});
