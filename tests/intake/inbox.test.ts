import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { acknowledgeReport } from "#app/intake/acknowledge-report.ts";
import { inboxOrder, readInbox } from "#app/intake/inbox.ts";
import type { InboxFilter } from "#app/intake/inbox-filter.ts";
import { joinReports, partReports } from "#app/intake/join-reports.ts";
import { writeToOffice } from "#app/intake/messages.ts";
import { noteOpening } from "#app/intake/note-opening.ts";
import { openReport } from "#app/intake/open-report.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { stepAside } from "#app/intake/step-aside.ts";
import { readWaitingReports } from "#app/intake/waiting-reports.ts";
import { readPlace, writePlace } from "#app/keyset.ts";
import { endWork } from "#app/people/change-work.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { reportNumber, subject } from "#tests/support/reports.ts";

const city = testPortal();
let tom: Viewer;
let joanne: Viewer;

beforeAll(async () => {
  tom = await city.viewer("1003");
  joanne = await city.viewer("1014");
});

const numbers = async (viewer: Viewer, filter: InboxFilter = {}) =>
  (await readInbox(viewer, city.portal, filter, { place: null })).rows.map(({ number }) => number);

const open = async (viewer: Viewer, number: string) => {
  const report = await openReport(viewer, city.portal, number);
  if (!report) throw new Error("The report is not there.");
  await noteOpening(viewer, city.portal, report);
  return report;
};

describe("a report that is not for somebody to handle", () => {
  const address = "https://www.instagram.com/p/about-tom/";
  let hidden: string;
  beforeAll(async () => {
    hidden = await reportNumber(city, {
      ...{ addresses: [address], subjects: [await subject(city, "1003")] },
    });
  });

  test("is in no list, count and search of theirs, and in those of the other", async () => {
    for (const q of [undefined, hidden, "Tom Baker", "1003", address]) {
      const filter = q ? { q } : {};
      expect(await numbers(tom, filter)).not.toContain(hidden);
      expect(await numbers(joanne, filter)).toContain(hidden);
    }
    const count = async (viewer: Viewer) =>
      (await readInbox(viewer, city.portal, { q: "Tom Baker" }, { place: null })).count;
    expect([await count(tom), (await count(joanne)) > 0]).toEqual([0, true]);
    const fresh = async (viewer: Viewer) => (await readWaitingReports(viewer, city.portal))?.fresh;
    const unopened = async (viewer: Viewer) =>
      (await readInbox(viewer, city.portal, {}, { place: null })).rows.filter(
        (row) => row.isUnopened,
      ).length;
    expect(await fresh(tom)).toBe(await unopened(tom));
    expect(await fresh(joanne)).toBe(await unopened(joanne));
    expect(await fresh(joanne)).toBeGreaterThan((await fresh(tom)) ?? 0);
  });

  test("is no possible duplicate for them, and nothing is joined with it", async () => {
    const other = await reportNumber(city, { addresses: [address] });
    const alike = async (viewer: Viewer) =>
      (await readReportPage(viewer, city.portal, other))?.page.duplicates.map(
        ({ number }) => number,
      );
    expect(await alike(tom)).toEqual([]);
    expect(await alike(joanne)).toEqual([hidden]);
    expect(
      await joinReports(joanne, city.portal, other, { other: hidden, reason: "Same post" }),
    ).toEqual({
      refused: "Choose another report: not everybody who handles the one may see the other",
    });
    expect(
      await joinReports(tom, city.portal, other, { other: hidden, reason: "Same post" }),
    ).toHaveProperty("refused", expect.stringContaining("there is none with this number"));
  });

  test("leaves no trace where it was joined before somebody stepped aside", async () => {
    const [one, other] = [await reportNumber(city), await reportNumber(city)];
    await open(joanne, one);
    await joinReports(joanne, city.portal, one, { other, reason: "The same words" });
    await stepAside(tom, city.portal, other, { reason: "My neighbour" });
    const page = (await readReportPage(tom, city.portal, one))?.page;
    expect(page).toMatchObject({ state: "opened", joinedWith: null, others: [] });
    expect(page?.acts.map(({ act }) => act)).toEqual(["opened"]);
    expect(await numbers(tom, { state: "joined" })).not.toContain(one);
    expect(await numbers(tom, { state: "opened" })).toContain(one);
    expect(await numbers(joanne, { state: "joined" })).toContain(one);
  });
});

test("a report about all of HR is the city manager's, one about the manager the outside officer's", async () => {
  const all = [await subject(city, "1003"), await subject(city, "1014")];
  const aboutHr = await reportNumber(city, { subjects: all });
  const aboutManager = await reportNumber(city, { subjects: [await subject(city, "1001")] });
  const sam = await city.viewer("1001");
  const ruth = await city.portal.db.query.people.findFirst({
    where: (row, { eq }) => eq(row.email, "ruth.enns@example.net"),
  });
  expect(await numbers(sam)).toEqual([aboutHr]);
  expect(await numbers({ ...sam, personId: ruth?.id ?? "" })).toEqual([aboutManager]);
  for (const viewer of [tom, joanne]) {
    expect(await numbers(viewer)).not.toContain(aboutHr);
    expect(await numbers(viewer)).not.toContain(aboutManager);
  }
  expect(await numbers(await city.viewer("1002"))).toEqual([]);
});

test("urgent reports nobody acknowledged come first, then new ones, who waits longest first; a page goes on where one ended", async () => {
  const [opened, urgent, answered] = [
    await reportNumber(city),
    await reportNumber(city, { isUrgent: true }),
    await reportNumber(city, { isUrgent: true }),
  ];
  for (const number of [opened, urgent, answered]) await open(joanne, number);
  const words = { words: "I have read it.", formId: crypto.randomUUID() };
  await acknowledgeReport(joanne, city.portal, answered, words);
  const all = await readInbox(joanne, city.portal, {}, { place: null });
  const places = ["urgent", "new", "opened", "acknowledged"];
  const order = all.rows
    .filter(({ joinedWith }) => !joinedWith)
    .map(({ isUrgent, isAcknowledged, state, filedOn }) => {
      const place = isUrgent && !isAcknowledged ? "urgent" : state;
      return `${places.indexOf(place)} ${isAcknowledged ? "" : filedOn}`;
    });
  expect(new Set(order.map((one) => one[0]))).toEqual(new Set(["0", "1", "2", "3"]));
  expect(order).toEqual(order.toSorted());
  expect(all.count).toBe(all.rows.length);
  expect(await numbers(joanne, { state: "opened" })).toContain(urgent);
  expect(await numbers(joanne, { state: "opened" })).toContain(opened);

  const first = await readInbox(joanne, city.portal, {}, { place: null, size: 3 });
  const after = new URLSearchParams({ after: writePlace("reports", first.next ?? never()) });
  const place = readPlace(after, "reports", inboxOrder);
  if ("refused" in place) throw new Error(place.refused);
  const second = await readInbox(joanne, city.portal, {}, { ...place, size: 3 });
  expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(
    all.rows.slice(0, 6).map(({ number }) => number),
  );
});

test("a search finds a number however typed, exactly an address, and exactly an outside name", async () => {
  const number = await reportNumber(city, {
    addresses: ["https://m.facebook.com/story/9?fbclid=x"],
    subjects: [{ words: "Rodney of the Rink" }, await subject(city, "1009")],
  });
  const found = async (q: string) => (await numbers(joanne, { q })).includes(number);
  expect(await found(number.toLowerCase().replaceAll("-", " "))).toBe(true);
  for (const part of [number.slice(3), number.slice(3, 7), number.slice(-4).toLowerCase()]) {
    expect(await found(part.replace("-", ""))).toBe(true);
  }
  expect(await found(number.slice(5, 9))).toBe(false);
  expect(await found("http://www.facebook.com/story/9/")).toBe(true);
  expect(await found("http://www.facebook.com/story/8")).toBe(false);
  expect(await found("rodney of the RINK")).toBe(true);
  expect(await found("rodney")).toBe(false);
  expect(await found("1009")).toBe(true);
  expect(await found("fle jes")).toBe(true);
});

test("filters show a kind and what is urgent", async () => {
  const urgent = await reportNumber(city, { isUrgent: true, reporter: { name: "Kay Lund" } });
  expect(await numbers(joanne, { urgent: "yes", kind: "named" })).toContain(urgent);
  expect(await numbers(joanne, { kind: "anonymous" })).not.toContain(urgent);
});

test("a row says what is missing, and whether the reporter waits for an answer", async () => {
  const number = await reportNumber(city, { pasted: "Their words", clauses: ["6.c"] });
  const row = async () =>
    (await readInbox(joanne, city.portal, { q: number }, { place: null })).rows[0];
  expect(await row()).toMatchObject({
    missing: ["date", "who it was", "address"],
    isAnswerAwaited: false,
  });
  const report = await openReport(joanne, city.portal, number);
  await writeToOffice(city.portal, report ?? never(), {
    words: "Is there anything new?",
    formId: crypto.randomUUID(),
  });
  expect(await row()).toMatchObject({ isAnswerAwaited: true });
});

test("a row says whom it is about, at most two of them, and where it was posted", async () => {
  const addresses = ["https://www.example.org/group/7"];
  const about = async (told: Parameters<typeof reportNumber>[1]) => {
    const q = await reportNumber(city, told);
    return (await readInbox(joanne, city.portal, { q }, { place: null })).rows[0]?.about;
  };
  const subjects = [await subject(city, "1009"), { words: "Rodney" }];
  const three = [...subjects, { words: "his brother" }];
  const name = (subjects[0] as { name: string }).name;
  expect(await about({ subjects, addresses, platforms: [] })).toEqual({
    ...{ who: `${name}, Rodney`, where: "example.org" },
  });
  expect(await about({ subjects: three, addresses })).toEqual({
    ...{ who: `${name}, Rodney and others`, where: "Facebook" },
  });
  expect(await about({ platforms: [] })).toEqual({ who: null, where: null });
});

test("who handles reports is told of what is urgent, new to them, due by tomorrow, or to be answered", async () => {
  const before = await readWaitingReports(joanne, city.portal);
  const number = await reportNumber(city, { isUrgent: true });
  await open(tom, number);
  const report = await openReport(joanne, city.portal, number);
  const question = { words: "Is there anything new?", formId: crypto.randomUUID() };
  await writeToOffice(city.portal, report ?? never(), question);
  const { urgent = 0, fresh = 0, due = 0, awaited = 0 } = before ?? {};
  const more = { urgent: urgent + 1, fresh: fresh + 1, due, awaited: awaited + 1 };
  expect(await readWaitingReports(joanne, city.portal)).toEqual(more);
  await open(joanne, number);
  expect(await readWaitingReports(joanne, city.portal)).toEqual({ ...more, fresh });
  const words = { words: "I have read it.", formId: crypto.randomUUID() };
  await acknowledgeReport(joanne, city.portal, number, words);
  expect(await readWaitingReports(joanne, city.portal)).toEqual(before);
});

test("each handler's first opening is noted, once, and in the ledger", async () => {
  const number = await reportNumber(city);
  for (const viewer of [tom, tom, joanne]) await open(viewer, number);
  await Promise.all([open(tom, number), open(tom, number)]);
  const page = (await readReportPage(tom, city.portal, number))?.page;
  expect(page?.acts.map(({ act, by }) => [act, by])).toEqual([
    ["opened", "Tom Baker"],
    ["opened", "Joanne Settee"],
  ]);
  const report = await openReport(tom, city.portal, number);
  const digest = city.portal.vault.indexOf("report", report?.id ?? "");
  const records = await city.database.owner`
    select body from ledger_records where act = 'open-report' and body like ${`%${digest}%`}`;
  expect(records).toHaveLength(2);
  expect(records.map(({ body }) => body).join()).not.toContain(number);
});

test("duplicates are joined with a reason, both kept and shown, and parted again", async () => {
  const [one, other, third] = [
    await reportNumber(city),
    await reportNumber(city),
    await reportNumber(city),
  ];
  const join = (from: string, into: string) =>
    joinReports(joanne, city.portal, from, { other: into, reason: "The same post" });
  expect(await join(one, one)).toHaveProperty("refused");
  expect(await join(one, other)).toEqual({ joined: other });
  expect(await join(one, third)).toHaveProperty("refused", expect.stringMatching(/^Part what/));
  expect(await join(other, third)).toHaveProperty("refused", expect.stringMatching(/^Part what/));
  expect(await join(third, one)).toHaveProperty(
    "refused",
    expect.stringMatching(/^Choose another/),
  );
  expect(await join(other, one)).toHaveProperty("refused");
  expect((await readReportPage(tom, city.portal, one))?.page).toMatchObject({
    ...{ state: "joined", joinedWith: other },
    acts: [{ act: "joined", by: "Joanne Settee", other, reason: "The same post" }],
  });
  expect((await readReportPage(tom, city.portal, other))?.page.others).toEqual([one]);
  const apart = { other, reason: "Another day" };
  expect(await partReports(tom, city.portal, one, apart)).toEqual({ parted: other });
  expect(await partReports(tom, city.portal, one, apart)).toHaveProperty("refused");
  expect(await join(one, third)).toEqual({ joined: third });
});

test("a named reporter is shown; of an anonymous report there is neither name nor moment", async () => {
  const named = await reportNumber(city, { reporter: { name: "Kay Lund", phone: "555-0199" } });
  const anonymous = await reportNumber(city);
  expect((await readReportPage(tom, city.portal, named))?.page).toMatchObject({
    ...{ reporter: { name: "Kay Lund", phone: "555-0199" }, filedAt: aMonday },
  });
  expect((await readReportPage(tom, city.portal, anonymous))?.page).toMatchObject({
    ...{ reporter: null, filedAt: null, filedOn: "2026-11-23" },
  });
});

test("only who may open a person's file gets the way to it", async () => {
  const number = await reportNumber(city, { subjects: [await subject(city, "1009")] });
  const file = async (viewer: Viewer) =>
    (await readReportPage(viewer, city.portal, number))?.page.subjects[0]?.file;
  expect(await file(tom)).toBe("/hr/people/1009");
  expect(await file(joanne)).toBeNull();
});

test("clauses are quoted from the version in force", async () => {
  const number = await reportNumber(city, { clauses: ["6.c"] });
  const page = (await readReportPage(tom, city.portal, number))?.page;
  expect(page?.clauses).toMatchObject([
    { id: "6.c", text: expect.stringContaining("disparaging") },
  ]);
});

test("when the last of HR who handles reports leaves, they pass on to the city manager by themselves", async () => {
  const number = await reportNumber(city);
  const sam = await city.viewer("1001");
  expect(await numbers(sam)).not.toContain(number);
  for (const viewer of [tom, joanne]) await leave(viewer, "2026-11-23");
  expect(await numbers(joanne)).toContain(number);
  city.at(new Date(aMonday.getTime() + 86_400_000));
  expect(await numbers(sam)).toContain(number);
  expect(await numbers(joanne)).toEqual([]);
  city.at(aMonday);
});

async function leave(viewer: Viewer, lastOn: string) {
  const helen = await city.viewer("1002");
  const done = await endWork(helen, city.portal, viewer.personId, lastOn);
  expect(done).not.toHaveProperty("refused");
}

function never(): never {
  throw new Error("There is nothing here.");
}
