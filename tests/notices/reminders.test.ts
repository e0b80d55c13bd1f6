import { beforeEach, expect, test } from "vitest";
import { announceVersion } from "#app/notices/announce-version.ts";
import { readNoticesAtHome } from "#app/notices/at-home.ts";
import { readNotice } from "#app/notices/notice.ts";
import { changeNotice, handOverSlip } from "#app/notices/notice-act.ts";
import { readNoticesOf } from "#app/notices/notices-of.ts";
import { readRemindable, remind } from "#app/notices/remind.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { readSlips } from "#app/notices/slips.ts";
import { recordLeave } from "#app/people/leave.ts";
import { turnDay } from "#app/turn-day.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let count = 0;

beforeEach(async () => {
  city.at(aMonday);
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
});

async function employee({
  email = `reminded${count + 1}@example.org` as string | null,
  supervisor = null as string | null,
  dueOn = "2026-12-14",
} = {}) {
  count += 1;
  const number = String(6000 + count);
  const personId = await hire(
    city.portal,
    { number, givenName: "Kim", familyName: `Test ${number}`, ...(email ? { email } : {}) },
    { fromOn: "2026-01-05", supervisorId: supervisor },
  );
  const assignmentId = await assignTo(city.portal, personId, { dueOn });
  return { personId, number, assignmentId };
}

async function toldOf(personId: string) {
  const rows = await city.database.portal`
    select kind, reminded_on::text as day from notices
    where person_id = ${personId} order by owed_at`;
  return rows.map(({ kind, day }) => [kind, day]);
}

const goTo = async (day: string) => {
  city.at(new Date(`${day}T16:00:00Z`));
  await turnDay(city.portal);
};

test("somebody is reminded before, on and after the due day, however often the day is turned", async () => {
  const { personId } = await employee({ dueOn: "2026-12-04" });
  for (const day of ["2026-11-26", "2026-11-27", "2026-11-28", "2026-12-03", "2026-12-04"]) {
    await goTo(day);
    await goTo(day);
  }
  for (const day of ["2026-12-07", "2026-12-14"]) await goTo(day);

  expect(await toldOf(personId)).toEqual([
    ["due-soon", "2026-11-27"],
    ["due-soon", "2026-12-03"],
    ["due-today", "2026-12-04"],
    ["overdue", "2026-12-07"],
    ["overdue", "2026-12-14"],
  ]);
});

test("a reminder of a day on which the portal did not run comes on the next one", async () => {
  const { personId } = await employee({ dueOn: "2027-01-29" });
  await goTo("2027-01-25");
  expect(await toldOf(personId)).toEqual([["due-soon", "2027-01-25"]]);
});

test("of two duties on different days one is spoken of today and the other tomorrow", async () => {
  const { personId } = await employee({ dueOn: "2027-02-10" });
  await assignTo(city.portal, personId, { dueOn: "2027-02-04", track: "official-channels" });
  await goTo("2027-02-03");
  expect(await toldOf(personId)).toHaveLength(1);
  await goTo("2027-02-04");
  expect(await toldOf(personId)).toHaveLength(2);
  expect(new Set((await toldOf(personId)).map(([, day]) => day)).size).toBe(2);
});

test("nobody on leave is reminded, and nobody's supervisor hears of them", async () => {
  const boss = await city.viewer("1005");
  const { personId } = await employee({ dueOn: "2027-02-12", supervisor: boss.personId });
  const by = { by: null, now: city.portal.now() };
  await city.portal.db.transaction((tx) =>
    recordLeave(tx, { personId, fromOn: "2027-02-01", untilOn: null }, by),
  );
  await goTo("2027-02-12");
  await goTo("2027-03-01");
  expect(await toldOf(personId)).toEqual([]);
});

test("the supervisor hears of an assignment once, a week after it was due", async () => {
  const boss = await employee({ dueOn: "2027-12-31" });
  const { assignmentId } = await employee({ dueOn: "2027-03-03", supervisor: boss.personId });
  const escalations = async () => {
    const rows = await city.database.portal`
      select person_id from notices where kind = 'escalation' and assignment_id = ${assignmentId}`;
    return rows.map(({ person_id }) => person_id);
  };
  await goTo("2027-03-09");
  expect(await escalations()).toEqual([]);
  await goTo("2027-03-10");
  await goTo("2027-03-24");
  expect(await escalations()).toEqual([boss.personId]);
});

test("digests come on the first working day of a week, to supervisors and to HR", async () => {
  const digests = async () => {
    const rows = await city.database.portal`
      select p.handle, n.kind from notices n join people p on p.id = n.person_id
      where n.kind in ('digest-hr', 'digest-supervisor') and n.owed_at >= '2027-05-23'`;
    return rows.map(({ handle, kind }) => `${kind} ${handle}`);
  };
  // Victoria Day is a Monday.
  await goTo("2027-05-24");
  expect(await digests()).toEqual([]);
  await goTo("2027-05-25");
  await goTo("2027-05-26");
  const found = await digests();
  expect(found.filter((digest) => digest.startsWith("digest-hr")).sort()).toEqual([
    "digest-hr 1002",
    "digest-hr 1003",
  ]);
  expect(found).toContain("digest-supervisor 1004");
  expect(found.length).toBe(new Set(found).size);
});

test("a digest says who is overdue, and one for somebody without an address stands on their home page", async () => {
  const boss = await employee({ email: null, dueOn: "2027-12-31" });
  const { number } = await employee({ dueOn: "2027-06-04", supervisor: boss.personId });
  await goTo("2027-06-07");
  await sendNotices(city.portal);

  const found = await readNoticesAtHome(await city.viewer(boss.number), city.portal);

  expect(found.map(({ kind }) => kind)).toEqual(["digest-supervisor"]);
  expect(found[0]?.html).toContain(`<li>Kim Test ${number}: Personal use, 4 June 2027</li>`);
  expect(await readNoticesAtHome(await city.viewer("1004"), city.portal)).toEqual([]);
});

test("a published version is announced to department heads and to all staff, each once", async () => {
  const version = await city.portal.shelf.inForce(city.portal.now());
  const id = version?.id ?? "";
  await announceVersion(city.portal, id);
  await announceVersion(city.portal, id);

  const rows = await city.database.portal`
    select p.handle, n.kind, count(*)::int from notices n join people p on p.id = n.person_id
    where n.version_id = ${id} and p.handle like '10%' group by 1, 2 order by 1, 2`;
  const handles = (kind: string) =>
    rows.filter((row) => row.kind === kind).map((row) => row.handle);
  expect(handles("publication-heads")).toEqual(["1001", "1004", "1008"]);
  expect(handles("publication-staff")).toContain("1009");
  expect(rows.every((row) => row.count === 1)).toBe(true);
});

test("a supervisor reminds their people once a day, by mail or by slip", async () => {
  const boss = await employee({ dueOn: "2027-12-31" });
  const viewer = await city.viewer(boss.number);
  const mailed = await employee({ supervisor: boss.personId });
  const onPaper = await employee({ email: null, supervisor: boss.personId });
  const other = await employee();

  const people = await readRemindable(viewer, city.portal, { as: "supervisor" });
  expect(people.map(({ handle, by }) => [handle, by])).toEqual([
    [mailed.number, "mail"],
    [onPaper.number, "slip"],
  ]);
  const all = [mailed.number, onPaper.number, other.number];
  expect(await remind(viewer, city.portal, { as: "supervisor" }, all)).toEqual({ reminded: 2 });
  expect(await remind(viewer, city.portal, { as: "supervisor" }, all)).toEqual({
    refused: "Choose somebody with open training who was not reminded today",
  });
  expect(await toldOf(other.personId)).toEqual([]);
});

test("nobody is reminded by hand on a weekend", async () => {
  const boss = await employee({ dueOn: "2027-12-31" });
  const { number } = await employee({ supervisor: boss.personId });
  city.at(new Date("2026-11-28T16:00:00Z"));
  const viewer = await city.viewer(boss.number);
  expect(await remind(viewer, city.portal, { as: "supervisor" }, [number])).toHaveProperty(
    "refused",
  );
});

test("a slip is seen by the supervisor alone, and handed over once", async () => {
  const boss = await employee({ dueOn: "2027-12-31" });
  const viewer = await city.viewer(boss.number);
  const { number, personId } = await employee({ email: null, supervisor: boss.personId });
  await remind(viewer, city.portal, { as: "supervisor" }, [number]);
  await sendNotices(city.portal);

  const [slip, ...others] = await readSlips(viewer, city.portal);
  expect(others).toEqual([]);
  expect(slip).toMatchObject({ personId, kind: "due-soon" });
  expect(await readSlips(await city.viewer("1005"), city.portal)).toEqual([]);
  if (!slip) throw new Error("There is no slip.");
  expect(await handOverSlip(viewer, city.portal, slip)).toEqual({ changed: "handed-over" });
  expect(await handOverSlip(viewer, city.portal, slip)).toHaveProperty("refused");
  expect(await readSlips(viewer, city.portal)).toEqual([]);
});

test("what may have been sent is HR's to decide: counted as sent, or sent again", async () => {
  const lost = await startMailServer({ onData: (stream) => void stream.resume() });
  const hr = await city.viewer("1002");
  const people = [await employee(), await employee()];
  for (const { number, personId } of people) {
    await remind(hr, city.portal, { as: "hr", personId }, [number]);
    await sendNotices({ ...city.portal, mail: mailTo(lost) });
  }
  const noticeOf = async (at: number) => {
    const [listed] = await readNoticesOf(hr, city.portal, people[at]?.personId ?? "");
    const notice = await readNotice(hr, city.portal, listed?.id ?? "");
    if (!notice) throw new Error("There is no notice.");
    return notice;
  };
  expect((await noticeOf(0)).state).toBe("attempting");
  city.at(new Date(aMonday.getTime() + 10 * 60_000));
  expect((await noticeOf(0)).state).toBe("may-have-been-sent");

  await changeNotice(hr, city.portal, await noticeOf(0), { act: "count-as-sent" });
  await changeNotice(hr, city.portal, await noticeOf(1), { act: "send-again" });
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });

  expect((await noticeOf(0)).state).toBe("sent");
  expect((await noticeOf(1)).history.map(({ step }) => step)).toEqual([
    ...["attempt", "again", "attempt", "sent"],
  ]);
  const ours = (await noticeOf(1)).id;
  expect(server.received.map(({ messageId }) => messageId)).toContain(`<${ours}@127.0.0.1>`);
});

test("a refused notice goes out by itself once the address is mended", async () => {
  const hr = await city.viewer("1002");
  const { personId, number } = await employee({ email: "wrnog@example.org" });
  await remind(hr, city.portal, { as: "hr", personId }, [number]);
  const refusing = await startMailServer({
    onRcptTo: (_address, _session, answer) =>
      answer(Object.assign(new Error("No such mailbox"), { responseCode: 550 })),
  });
  await sendNotices({ ...city.portal, mail: mailTo(refusing) });
  await turnDay(city.portal);
  expect((await readNoticesOf(hr, city.portal, personId))[0]?.state).toBe("refused");

  await city.database.portal`update people set email = 'right@example.org' where id = ${personId}`;
  await turnDay(city.portal);
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });

  expect((await readNoticesOf(hr, city.portal, personId))[0]).toMatchObject({
    ...{ state: "sent", address: "right@example.org" },
  });
});

test("to somebody without the grant there is no notice", async () => {
  const supervisor = await city.viewer("1004");
  const [row] = await city.database.portal`select id, person_id from notices limit 1`;
  expect(await readNotice(supervisor, city.portal, row?.id)).toBeUndefined();
  expect(await readNoticesOf(supervisor, city.portal, row?.person_id)).toEqual([]);
  expect(await readNotice(await city.viewer("1002"), city.portal, "no-such-id")).toBeUndefined();
});
