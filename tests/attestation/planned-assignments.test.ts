import { beforeAll, expect, test } from "vitest";
import { countAssignmentsToCome } from "#app/attestation/count-assignments-to-come.ts";
import {
  type AssignmentPlan,
  readPlannedAssignments,
} from "#app/attestation/planned-assignments.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import type { PageOf } from "#app/keyset.ts";
import { hire, publishNext } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
  await hire(city.portal, { number: "2001", familyName: "Later" }, { fromOn: "2027-02-01" });
  await hire(
    city.portal,
    { number: "2002", familyName: "Moved" },
    { fromOn: "2020-01-01", untilOn: "2025-12-31" },
    { fromOn: "2026-01-01", department: "Recreation" },
  );
  await hire(
    city.portal,
    { number: "2003", familyName: "Leaving" },
    { fromOn: "2020-01-01", untilOn: "2026-11-30" },
  );
});

const plan = (changes: Partial<AssignmentPlan> = {}): AssignmentPlan => ({
  ...{ audience: {}, effectiveOn: "2027-01-04", daysToComplete: 30, tracks: ["personal-use"] },
  ...changes,
});

const planned = (changes: Partial<AssignmentPlan> = {}, viewer = hr) =>
  readPlannedAssignments(viewer, city.portal, plan(changes), { place: null });

const handles = (page: PageOf<{ handle: string }>) => page.rows.map(({ handle }) => handle).sort();

test("a plan reaches who works for the City on its day, or will", async () => {
  const page = await planned();

  expect(page.count).toBe(page.rows.length);
  expect(handles(page)).toContain("2001");
  expect(handles(page)).not.toContain("2003");
  expect(handles(page)).not.toContain("1013");
  expect(page.rows.every(({ handle }) => !handle.startsWith("X-"))).toBe(true);
});

test("days count from the effective day, or from the start of work if that is later", async () => {
  const dueOn = new Map((await planned()).rows.map((row) => [row.handle, row.dueOn]));

  expect(dueOn.get("1006")).toBe("2027-02-03");
  expect(dueOn.get("2001")).toBe("2027-03-03");
});

test("each line says why, by the clause that names the employment type", async () => {
  const reasons = new Map((await planned()).rows.map((row) => [row.handle, row.reason]));

  expect(reasons.get("1009")).toBe(
    "A new version of the policy is in force from 4 January 2027 and is to be acknowledged. Your employment is " +
      "seasonal: policy 3.51 applies to you (section 3, “City employees”).",
  );
  expect(reasons.get("2001")).toBe(
    "Your employment is permanent: policy 3.51 applies to you (section 3, “City employees”).",
  );
});

test.each<[string, AssignmentPlan["audience"], string[]]>([
  ["departments", { departments: ["Recreation"] }, ["1008", "1009", "1010", "2002"]],
  ["positions", { positions: ["Lifeguard", "Marketing Coordinator"] }, ["1009", "1011"]],
  ["employment types", { types: ["part-time", "seasonal"] }, ["1007", "1009"]],
  ["a start from a day on", { startedFrom: "2026-11-10" }, ["1006", "2001"].sort()],
  ["parts that must all hold", { departments: ["Recreation"], types: ["seasonal"] }, ["1009"]],
])("an audience is limited by %s", async (_, audience, expected) => {
  expect(handles(await planned({ audience }))).toEqual(expected);
});

test("a transfer is no new start: who worked here before counts from their first day", async () => {
  const audience = { startedUntil: "2020-12-31", departments: ["Recreation"] };

  expect(handles(await planned({ audience }))).toContain("2002");
});

test("pages follow each other without a gap", async () => {
  const all = await planned();
  const first = await readPlannedAssignments(hr, city.portal, plan(), { place: null, size: 5 });
  if (!first.next) throw new Error("There is one page only.");
  const place = { ...first.next };
  const rest = await readPlannedAssignments(hr, city.portal, plan(), { place, size: 50 });

  expect(handles(first).concat(handles(rest)).sort()).toEqual(handles(all));
});

test("without a track for everyone, and to anybody but HR, it reaches nobody", async () => {
  expect(await planned({ tracks: [] })).toMatchObject({ rows: [], count: 0 });
  expect(await planned({}, await city.viewer("1004"))).toMatchObject({ rows: [], count: 0 });
});

test("a version to come says how many assignments come with it", async () => {
  const { number } = await publishNext(city.portal, "2027-01-04");
  const version = await city.portal.shelf.numbered("3.51", number);
  if (!version) throw new Error("There is no such version.");
  const everybody = await planned();

  expect(await countAssignmentsToCome(hr, city.portal, version)).toBe(everybody.count);
  expect(await countAssignmentsToCome(hr, city.portal, { ...version, kind: "editorial" })).toBe(0);
});
