import { beforeAll, expect, test } from "vitest";
import { type DutyLogFilter, readDutyLog } from "#app/attestation/duty-log.ts";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { readOpenAssignment } from "#app/attestation/open-assignment.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
  const at = { handle: "1006", track: "personal-use" };
  const open = await readOpenAssignment(hr, city.portal, at);
  await endByHand(hr, city.portal, { assignmentId: open?.id ?? "", words: "Given in error" });
});

const log = async (filter: DutyLogFilter, viewer = hr) =>
  (await readDutyLog(viewer, city.portal, filter, { place: null })).rows;

test("what was made, ended and moved stands in one list, the newest first", async () => {
  const rows = await log({});

  expect(rows[0]).toMatchObject({ what: "ended", handle: "1006", by: "Helen Osei" });
  expect(new Set(rows.map(({ what }) => what))).toEqual(new Set(["made", "ended", "moved"]));
  const moments = rows.map(({ at }) => at.getTime());
  expect(moments).toEqual(moments.toSorted((one, other) => other - one));
});

test.each([
  [
    "made",
    "1011",
    "Told to them as: “This track is for your work: Marketing Coordinator, Administration.”",
  ],
  ["ended", "1006", "Given in error"],
  ["moved", "1010", "Days of leave do not count: 24 October 2026 to 7 January 2027."],
] as const)("the list of what was %s says why", async (what, handle, words) => {
  const rows = await log({ what });

  expect(rows.every((row) => row.what === what)).toBe(true);
  expect(rows).toContainEqual(expect.objectContaining({ handle, words }));
});

test("a person is found by name, and a moved due day does not change what it was at first", async () => {
  expect(await log({ q: "gagnon" })).toMatchObject([
    { what: "moved", fromOn: "2026-11-18", dueOn: "2027-02-02" },
    { what: "made", dueOn: "2026-11-18" },
  ]);
});

test("pages follow each other without a gap", async () => {
  const all = await log({});
  const first = await readDutyLog(hr, city.portal, {}, { place: null, size: 5 });
  const rest = await readDutyLog(hr, city.portal, {}, { place: first.next, size: 50 });

  expect([...first.rows, ...rest.rows]).toEqual(all);
});

test("to somebody without the grant the list is empty", async () => {
  expect(await log({}, await city.viewer("1004"))).toEqual([]);
});
