import { beforeAll, expect, test } from "vitest";
import { assignByHand } from "#app/attestation/assign-by-hand.ts";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { endRule, makeRule, type NewRule } from "#app/attestation/make-rule.ts";
import { moveByHand } from "#app/attestation/move-by-hand.ts";
import { type OpenAssignment, readOpenAssignment } from "#app/attestation/open-assignment.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { endExemption, exemptFromToday } from "#app/people/exemption.ts";
import { readDuties } from "#app/training/duties.ts";
import { assignmentsOf } from "#tests/support/duties.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
});

async function openOf(
  handle: string,
  track = "personal-use",
  viewer = hr,
): Promise<OpenAssignment> {
  const open = await readOpenAssignment(viewer, city.portal, { handle, track });
  if (!open) throw new Error(`${handle} has nothing open.`);
  return open;
}

const given = async (handle: string, changes: object = {}) => ({
  ...{ personId: (await city.viewer(handle)).personId, track: "personal-use" },
  ...{ dueOn: "2027-01-15", filedReason: "After a talk", ...changes },
});

test("what HR assigns by hand reads to the person that HR assigned it, and never why", async () => {
  const twice = [0, 1].map(async () => assignByHand(hr, city.portal, await given("1008")));
  const [first, second] = await Promise.all(twice);
  expect(first).toEqual(second);
  expect(first).toHaveProperty("id");

  const priya = await city.viewer("1008");
  const [duty] = await readDuties(priya, city.portal);
  expect(duty).toMatchObject({
    reason: "Human Resources assigned this to you.",
    dueOn: "2027-01-15",
  });
  expect(JSON.stringify(duty?.reason)).not.toMatch(/remedial|talk/i);
  expect(await assignmentsOf(city.database, "1008")).toHaveLength(2);
});

test.each<[string, string, object, RegExp]>([
  ["to oneself", "1002", {}, /nobody assigns something to themselves/],
  ["what is open already", "1006", {}, /^Move the due day instead/],
  ["for a past day", "1001", { dueOn: "2026-11-22" }, /^Choose today or a later day/],
  ["a track that is none", "1001", { track: "no-track" }, /^Choose a track/],
  ["to somebody who left", "1013", {}, /employment is over/],
])("nothing is assigned by hand %s", async (_, handle, changes, refused) => {
  const answer = await assignByHand(hr, city.portal, await given(handle, changes));
  expect(answer).toEqual({ refused: expect.stringMatching(refused) });
});

test("a due day moves once however often it is sent, and a form that shows an old day is told", async () => {
  const { id, dueOn } = await openOf("1006");
  const move = (fromOn: string, toOn: string, viewer = hr) =>
    moveByHand(viewer, city.portal, { assignmentId: id, fromOn, toOn, words: "A course" });

  expect(await move(dueOn, "2027-02-01")).toEqual({ dueOn: "2027-02-01" });
  expect(await move(dueOn, "2027-02-01")).toEqual({ dueOn: "2027-02-01" });
  expect(await move(dueOn, "2027-03-01")).toEqual({
    refused: "Look again: it was moved meanwhile, and is due on 1 February 2027",
  });
  expect(await move("2027-02-01", "2026-11-22")).toHaveProperty("refused");
  expect(await move("2027-02-01", "2027-03-01", await city.viewer("1006"))).toHaveProperty(
    "refused",
  );
  expect((await assignmentsOf(city.database, "1006"))[0]?.moves).toHaveLength(1);
});

test("an assignment is ended once, by another, and never after it was answered", async () => {
  const { id: assignmentId } = await openOf("1012");
  const own = await city.viewer("1012");
  const words = "Given in error";
  expect(await endByHand(own, city.portal, { assignmentId, words })).toHaveProperty("refused");

  expect(await endByHand(hr, city.portal, { assignmentId, words })).toEqual({ ended: true });
  expect(await endByHand(hr, city.portal, { assignmentId, words })).toEqual({ ended: true });
  expect(await readDuties(own, city.portal)).toEqual([]);

  const [answered] = await city.database.owner`
    select id from assignments where settled_as = 'acknowledged' limit 1`;
  const late = await endByHand(hr, city.portal, { assignmentId: answered?.id, words });
  expect(late).toEqual({ refused: expect.stringMatching(/was answered/) });
});

test("an exemption stops the clock from today, ends once, and its days move the due day", async () => {
  const { personId } = await city.viewer("1009");
  const exempted = { personId, reason: "Seconded", untilOn: null };
  expect(await exemptFromToday(hr, city.portal, exempted)).toEqual({ exempt: true });
  expect(await exemptFromToday(hr, city.portal, exempted)).toEqual({ exempt: true });
  const other = await exemptFromToday(hr, city.portal, { ...exempted, reason: "Other" });
  expect(other).toEqual({ refused: expect.stringMatching(/^End that exemption first/) });
  await city.runJobs();
  expect(await assignmentsOf(city.database, "1009")).toMatchObject([{ due: "2026-12-03" }]);
  const jesse = await city.viewer("1009");
  expect(await readDuties(jesse, city.portal)).toMatchObject([{ state: "exempt" }]);

  city.at(new Date("2026-12-01T15:30:00Z"));
  expect(await endExemption(hr, city.portal, personId)).toEqual({ ended: true });
  expect(await endExemption(hr, city.portal, personId)).toEqual({ ended: true });
  await city.runJobs();
  city.at(new Date("2026-11-23T15:30:00Z"));
  // 23 to 30 November are eight days.
  expect(await assignmentsOf(city.database, "1009")).toMatchObject([
    { due: "2026-12-11", moves: [["2026-12-03", "2026-12-11", "exemption"]] },
  ]);
  const self = await exemptFromToday(hr, city.portal, { ...exempted, personId: hr.personId });
  expect(self).toEqual({ refused: expect.stringMatching(/nobody exempts themselves/) });
});

const rule = (changes: Partial<NewRule> = {}): NewRule => ({
  ...{ kind: "role", track: "official-channels", audience: { positions: ["Lifeguard"] } },
  ...{ months: null, daysToComplete: 30, fromOn: "2026-11-23", formId: null, ...changes },
});

test("a rule is made once a form, its job makes what it asks for, and it ends once", async () => {
  const formId = "0b0e7f9e-8f43-4b51-9d0e-52a6b0c7d0aa";
  const made = await Promise.all([0, 1].map(() => makeRule(hr, city.portal, rule({ formId }))));
  expect(made[0]).toEqual(made[1]);
  await city.runJobs();
  expect(await openOf("1009", "official-channels")).toMatchObject({ version: 1 });

  const { number } = made[0] as { number: number };
  await endRule(hr, city.portal, number);
  await endRule(hr, city.portal, number);
  await city.runJobs();
  const found = await assignmentsOf(city.database, "1009");
  expect(found.find(({ track }) => track === "official-channels")?.why).toBe("out-of-scope");
  const [records] = await city.database.owner`
    select count(*)::int as count from ledger_records where act = 'end-rule'`;
  expect(records).toEqual({ count: 1 });
});

test.each<[string, Partial<NewRule>, RegExp]>([
  ["by role of a track for everyone", { track: "personal-use" }, /^Choose a track by role/],
  ["by role for no work in particular", { audience: {} }, /^Choose at least one position/],
  ["for starters of a track by role", { kind: "onboarding" }, /^Choose a track for everyone/],
  ["that comes back after no time", { kind: "periodic" }, /^Enter a number of months/],
  ["of the past", { fromOn: "2026-11-22" }, /^Choose today or a later day/],
])("no rule is made %s", async (_, changes, refused) => {
  expect(await makeRule(hr, city.portal, rule(changes))).toEqual({
    refused: expect.stringMatching(refused),
  });
});

test("to somebody without the grant nothing is open", async () => {
  const found = await readOpenAssignment(await city.viewer("1004"), city.portal, {
    ...{ handle: "1006", track: "personal-use" },
  });
  expect(found).toBeUndefined();
});
