import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { acknowledgeReport } from "#app/intake/acknowledge-report.ts";
import { readMessages } from "#app/intake/messages.ts";
import { noteOpening } from "#app/intake/note-opening.ts";
import { openReport } from "#app/intake/open-report.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { readNoticesAtHome } from "#app/notices/at-home.ts";
import { readNotice } from "#app/notices/notice.ts";
import { sendFailingAgain } from "#app/notices/notice-act.ts";
import { countNotices, readNotices } from "#app/notices/notices.ts";
import { readNoticesOf } from "#app/notices/notices-of.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { readSlips } from "#app/notices/slips.ts";
import { turnDay } from "#app/turn-day.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { reportNumber, subject } from "#tests/support/reports.ts";

const city = testPortal();
const hour = 3_600_000;

beforeEach(async () => {
  city.at(aMonday);
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
  // Reports of the demo and of other tests are acknowledged: a test waits for its own.
  await city.database.owner`
    insert into report_acts (report_id, number, act, by, at)
    select r.id, 9, 'acknowledged', p.id, now() from violation_reports r, people p
    where p.handle = '1001' and not exists (
      select from report_acts a where a.report_id = r.id and a.act = 'acknowledged'
    )`;
});

async function told(kind: string, since = city.portal.now()): Promise<string[]> {
  const rows = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.kind = ${kind} and n.owed_at >= ${since} order by 1`;
  return rows.map(({ handle }) => handle);
}

const reporter = { name: "Kay Lund", email: "kay@example.net" };
const words = { words: "Thank you.", formId: "0b0f8b7a-5f3c-4d7e-9a53-5ad0c7c6b0aa" };

describe("that a report waits", () => {
  test("is told to who handles it, and to nobody else", async () => {
    city.at(new Date(aMonday.getTime() + 24 * hour));
    await reportNumber(city, { reporter, subjects: [await subject(city, "1003")] });
    expect(await told("report-waiting")).toEqual(["1014"]);
  });

  test("is told once an hour, however many are filed", async () => {
    city.at(new Date(aMonday.getTime() + 48 * hour));
    for (let count = 0; count < 3; count++) await reportNumber(city, { reporter });
    expect(await told("report-waiting")).toEqual(["1003", "1014"]);
    const first = city.portal.now();
    city.at(new Date(first.getTime() + hour));
    await reportNumber(city, { reporter });
    expect(await told("report-waiting", first)).toEqual(["1003", "1003", "1014", "1014"]);
  });

  test("is told of an anonymous one on the next working morning only, once and for all of them", async () => {
    // A Friday night in Manitoba.
    city.at(new Date("2026-12-05T03:17:00Z"));
    const friday = city.portal.now();
    await reportNumber(city);
    await reportNumber(city);
    for (const moment of ["2026-12-05T15:00:00Z", "2026-12-07T13:50:00Z"]) {
      city.at(new Date(moment));
      await turnDay(city.portal);
    }
    expect(await told("report-waiting", friday)).toEqual([]);
    for (const moment of ["2026-12-07T14:00:00Z", "2026-12-07T16:10:00Z", "2026-12-08T14:00:00Z"]) {
      city.at(new Date(moment));
      await turnDay(city.portal);
    }
    expect(await told("report-waiting", friday)).toEqual(["1003", "1014"]);
  });

  test("says nothing of the report, in the mail and on no list of HR, training", async () => {
    city.at(new Date(aMonday.getTime() + 72 * hour));
    const number = await reportNumber(city, {
      reporter,
      what: "A lifeguard wrote about the pool.",
    });
    const server = await startMailServer();
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const mails = server.received.filter(({ subject: said }) => said?.includes("Something new"));
    expect(mails.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual([
      expect.stringContaining("joanne.settee@example.org"),
      expect.stringContaining("tom.baker@example.org"),
    ]);
    for (const { subject: said, text, html } of mails) {
      const all = `${said} ${text} ${html}`;
      for (const secret of [number, "Kay", "lifeguard", "report was", "violation"]) {
        expect(all).not.toContain(secret);
      }
    }
    const helen = await city.viewer("1002");
    const tom = await city.viewer("1003");
    const all = await readNotices(helen, city.portal, {}, { place: null, size: 500 });
    expect(all.rows.filter(({ kind }) => kind.startsWith("report"))).toEqual([]);
    const ofTom = await readNoticesOf(helen, city.portal, tom.personId);
    expect(ofTom.filter(({ kind }) => kind.startsWith("report"))).toEqual([]);
    const [row] = await city.database.owner`
      select id from notices where kind = 'report-waiting' limit 1`;
    expect(await readNotice(helen, city.portal, row?.id)).toBeUndefined();
  });

  test("is not counted or sent again by HR, training, where mail failed", async () => {
    city.at(new Date(aMonday.getTime() + 96 * hour));
    const helen = await city.viewer("1002");
    const before = await countNotices(helen, city.portal);
    await reportNumber(city, { reporter });
    await city.database.owner`
      insert into notice_steps (notice_id, number, step, at, subject, html, words, digest, reason)
      select n.id, 0, s.step::notice_step, now(), 's', 'h', 'w', 'd', 'down' from notices n,
        (values ('attempt'), ('gave-up')) s (step)
      where n.kind = 'report-waiting' and n.state = 'waiting'`;
    expect(await countNotices(helen, city.portal)).toEqual(before);
    expect(await sendFailingAgain(helen, city.portal)).toEqual({ asked: 0 });
  });

  test("is not told any more once somebody opened it", async () => {
    city.at(new Date(aMonday.getTime() + 120 * hour));
    const number = await reportNumber(city, { reporter });
    await open(await city.viewer("1014"), number);
    const server = await startMailServer();
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    expect(server.received.filter(({ subject: said }) => said?.includes("Something"))).toEqual([]);
    const rows = await city.database.owner`
      select distinct n.state, s.reason from notices n join notice_steps s on s.notice_id = n.id
      where n.kind = 'report-waiting' and n.owed_at = ${city.portal.now()}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { state: "withdrawn", reason: "Nothing waits for this person any more" },
    ]);
  });

  test("stands at home for who has no address, and is no slip on anybody's list", async () => {
    city.at(new Date(aMonday.getTime() + 144 * hour));
    const joanne = await city.viewer("1014");
    await city.database.owner`update people set email = null where id = ${joanne.personId}`;
    await reportNumber(city, { reporter });
    const server = await startMailServer();
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const atHome = await readNoticesAtHome(joanne, city.portal);
    expect(atHome.map(({ kind }) => kind)).toContain("report-waiting");
    const slips = await readSlips(await city.viewer("1001"), city.portal);
    expect(slips.filter(({ kind }) => kind.startsWith("report"))).toEqual([]);
    await city.database.owner`
      update people set email = 'joanne.settee@example.org' where id = ${joanne.personId}`;
  });
});

describe("the personal acknowledgement", () => {
  test("is due three working days later: over a weekend, and over a holiday", async () => {
    const due = async (moment: string) => {
      city.at(new Date(moment));
      const number = await reportNumber(city, { reporter });
      const page = await readReportPage(await city.viewer("1014"), city.portal, number);
      return page?.page.acknowledgeBy;
    };
    expect(await due("2026-11-26T16:00:00Z")).toBe("2026-12-01");
    expect(await due("2026-11-28T16:00:00Z")).toBe("2026-12-02");
    // Christmas Day is a Friday, and Boxing Day a Saturday.
    expect(await due("2026-12-23T16:00:00Z")).toBe("2026-12-29");
  });

  test("is reminded of on the last day and each working day after, once a day, until it is done", async () => {
    city.at(new Date("2027-01-13T16:00:00Z"));
    const filed = city.portal.now();
    const subjects = [await subject(city, "1003")];
    const number = await reportNumber(city, { reporter, subjects });
    const turn = async (day: string, clock = "15:00") => {
      city.at(new Date(`${day}T${clock}:00Z`));
      await turnDay(city.portal);
      return (await told("report-due", filed)).length;
    };
    expect(await turn("2027-01-15")).toBe(0);
    // Monday the 18th is the last day.
    expect(await turn("2027-01-18", "13:30")).toBe(0);
    expect(await turn("2027-01-18")).toBe(1);
    expect(await turn("2027-01-18", "20:00")).toBe(1);
    expect(await turn("2027-01-19")).toBe(2);
    expect(await turn("2027-01-23")).toBe(2);
    expect(await told("report-due", filed)).toEqual(["1014", "1014"]);
    const joanne = await city.viewer("1014");
    await acknowledgeReport(joanne, city.portal, number, { ...words, formId: crypto.randomUUID() });
    expect(await turn("2027-01-25")).toBe(2);
  });

  test("writes to the reporter once, and stands in the report and the ledger", async () => {
    const [joanne, tom] = [await city.viewer("1014"), await city.viewer("1003")];
    const number = await reportNumber(city);
    expect(await acknowledgeReport(joanne, city.portal, number, words)).toEqual({
      acknowledged: true,
    });
    expect(await acknowledgeReport(joanne, city.portal, number, words)).toEqual({
      acknowledged: true,
    });
    const again = { words: "Me too.", formId: crypto.randomUUID() };
    expect(await acknowledgeReport(tom, city.portal, number, again)).toEqual({
      refused: "Write a message instead: Joanne Settee has acknowledged this report",
    });
    const report = await openReport(tom, city.portal, number);
    if (!report) throw new Error("The report is not there.");
    const messages = await readMessages(city.portal.db, report);
    expect(messages.map((message) => message.words)).toEqual(["Thank you."]);
    const digest = city.portal.vault.indexOf("report", report.id);
    const records = await city.database.owner`
      select act from ledger_records where body like ${`%${digest}%`}`;
    expect(records.map(({ act }) => act)).toEqual(["acknowledge-report"]);
  });

  test("of two at once one is taken and the other refused", async () => {
    const number = await reportNumber(city);
    const both = await Promise.all(
      ["1014", "1003"].map(async (handle) =>
        acknowledgeReport(await city.viewer(handle), city.portal, number, {
          ...{ words: "Thank you.", formId: crypto.randomUUID() },
        }),
      ),
    );
    expect(both.filter((answer) => answer && "acknowledged" in answer)).toHaveLength(1);
    expect(both.filter((answer) => answer && "refused" in answer)).toHaveLength(1);
  });

  test("is not for who the report is about", async () => {
    const number = await reportNumber(city, { subjects: [await subject(city, "1003")] });
    const tom = await city.viewer("1003");
    expect(await acknowledgeReport(tom, city.portal, number, words)).toBeUndefined();
  });
});

async function open(viewer: Viewer, number: string): Promise<void> {
  const report = await openReport(viewer, city.portal, number);
  if (!report) throw new Error("The report is not there.");
  await noteOpening(viewer, city.portal, report);
}
