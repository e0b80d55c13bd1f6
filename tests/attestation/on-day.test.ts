import { afterEach, beforeAll, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { readAssignmentFiles } from "#app/attestation/assignment-file.ts";
import { readOnDay } from "#app/attestation/on-day.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { exempt } from "#app/people/exemption.ts";
import { recordLeave } from "#app/people/leave.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { assignTo, hire, publishNext } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
});
afterEach(() => city.at(aMonday));

async function onDay(handle: string, day: string) {
  const { personId } = await city.viewer(handle);
  const answer = await readOnDay(hr, city.portal, personId, day);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer;
}

test("the first version was in force from its own day on, and the answer says it was published here later", async () => {
  expect((await onDay("1008", "2021-10-31")).version).toBeNull();
  expect((await onDay("1008", "2021-11-01")).version).toMatchObject({
    ...{ number: 1, effectiveOn: "2021-11-01", isPublishedLater: true },
  });
  expect((await onDay("1008", "2026-09-23")).version?.isPublishedLater).toBe(true);
  expect((await onDay("1008", "2026-09-24")).version?.isPublishedLater).toBe(false);
});

test("an assignment has the state of that day, not of today", async () => {
  const states = async (day: string) =>
    (await onDay("1007", day)).assignments.map(({ state }) => state);

  expect(await states("2026-10-01")).toEqual([]);
  expect(await states("2026-10-04")).toEqual(["assigned"]);
  expect(await states("2026-11-11")).toEqual(["learning"]);
  expect(await states("2026-11-12")).toEqual(["overdue"]);
  const before = (await onDay("1007", "2026-10-04")).assignments[0];
  const after = (await onDay("1007", "2026-11-12")).assignments[0];
  expect(before).toMatchObject({ attempts: 0, answered: 0, reason: expect.stringMatching(/City/) });
  expect(after?.answered).toBeGreaterThan(3);
  expect(after?.attempts).toBeGreaterThanOrEqual(after?.answered ?? 0);
});

test("an acknowledgement late in the evening counts for that day in the City, not for the next", async () => {
  const { portal } = city;
  const starter = await city.viewer("1006");
  // 23:30 in Manitoba, already Tuesday in UTC.
  city.at(new Date("2026-11-24T05:30:00Z"));
  await completeLessons(starter, portal);
  const duty = await dutyOf(starter, portal);
  await acknowledge(starter, portal, duty, {
    ...{ versionDigest: duty.version.versionDigest, agreed: true, typedName: "Mara Sinclair" },
    ...{ password: demoPassword, address: "203.0.113.7" },
  });
  city.at(new Date("2026-11-26T15:00:00Z"));

  const sunday = await onDay("1006", "2026-11-22");
  expect(sunday.acknowledgements).toEqual([]);
  expect(sunday.assignments).toMatchObject([{ state: "assigned" }]);
  const monday = await onDay("1006", "2026-11-23");
  expect(monday.acknowledgements).toMatchObject([{ version: 1, grade: "self" }]);
  expect(monday.assignments).toMatchObject([{ state: "acknowledged" }]);
});

test("rows that were recorded only after the day say so; a corrected one that stood then is kept beside", async () => {
  const { portal, database } = city;
  city.at(new Date("2026-10-05T15:00:00Z"));
  const personId = await hire(portal, { number: "2001" }, { fromOn: "2026-01-01" });
  await assignTo(portal, personId, { dueOn: "2026-10-20" });
  city.at(new Date("2026-11-02T15:00:00Z"));
  const by = { by: hr.personId, now: portal.now() };
  await database.portal`
    update employments set superseded_at = ${by.now.toISOString()} where person_id = ${personId}`;
  await portal.db.transaction(async (tx) => {
    await recordEmployment(
      tx,
      {
        ...{ personId, department: "Library", position: "Clerk", type: "casual" },
        ...{ supervisorId: null, fromOn: "2026-01-01", untilOn: null },
      },
      by,
    );
    await recordLeave(tx, { personId, fromOn: "2026-10-25", untilOn: "2026-10-31" }, by);
    const exemption = { personId, reason: "Retires", fromOn: "2026-11-01", untilOn: null };
    await exempt(tx, { ...exemption, grantedBy: hr.personId }, by.now);
  });
  city.at(aMonday);

  const before = await onDay("2001", "2026-10-21");
  expect(before.assignments).toMatchObject([{ state: "overdue" }]);
  expect(before.employments).toMatchObject([
    { department: "Public Works", isRecordedLater: false, isCorrectedSince: true },
    { department: "Library", isRecordedLater: true, isCorrectedSince: false },
  ]);
  const onLeave = await onDay("2001", "2026-10-28");
  expect(onLeave.leaves).toMatchObject([{ isRecordedLater: true }]);
  expect(onLeave.assignments).toMatchObject([{ state: "on-leave" }]);
  const excused = await onDay("2001", "2026-11-02");
  expect(excused.employments).toMatchObject([{ department: "Library", isRecordedLater: false }]);
  expect(excused.exemptions).toMatchObject([{ reason: "Retires", isRecordedLater: false }]);
  expect(excused.assignments).toMatchObject([{ state: "exempt" }]);
});

test("a version published later changes nothing about a day before it; who did the older one has done that", async () => {
  const { personId } = await city.viewer("1008");
  const before = await onDay("1008", "2026-11-20");
  const version = await publishNext(city.portal, "2026-11-30");
  city.at(new Date("2026-12-01T15:00:00Z"));
  await assignTo(city.portal, personId, { dueOn: "2026-12-30" });

  expect(await onDay("1008", "2026-11-20")).toEqual(before);
  const after = await onDay("1008", "2026-12-01");
  expect(after.version?.number).toBe(version.number);
  expect(after.acknowledgements.map(({ version: number }) => number)).toEqual([1]);
  expect(after.assignments.map(({ version: number, state }) => [number, state])).toEqual([
    [1, "acknowledged"],
    [version.number, "assigned"],
  ]);
  const files = await readAssignmentFiles(hr, city.portal, personId, "2026-12-01");
  expect(files.map((file) => [file.version, file.state])).toEqual([
    [version.number, "assigned"],
    [1, "acknowledged"],
  ]);
});

test("what is no day, or is still to come, is refused in a sentence", async () => {
  const { personId } = await city.viewer("1008");
  const refusal = (day: string) => readOnDay(hr, city.portal, personId, day);

  for (const day of ["", "yesterday", "2026-02-30", "2026-2-3", "20260203", "9999-12-31", "\0"]) {
    expect(await refusal(day), day).toEqual({
      refused: "Enter a day as year-month-day, such as 2026-03-31",
    });
  }
  expect(await refusal("2026-11-24")).toHaveProperty("refused");
  expect(await refusal(" 2026-11-23 ")).toHaveProperty("day", "2026-11-23");
});

test("to somebody without the grant the day holds nothing of the person", async () => {
  const supervisor = await city.viewer("1004");
  const { personId } = await city.viewer("1008");

  expect(await readOnDay(supervisor, city.portal, personId, "2026-11-20")).toMatchObject({
    ...{ employments: [], leaves: [], exemptions: [], assignments: [], acknowledgements: [] },
  });
});
