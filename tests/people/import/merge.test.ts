import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { testPortal } from "#tests/support/portal.ts";
import { importKit, type Row } from "./import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

/** Two who are always there, and somebody beside them. */
const boss: Row = { number: "2001", given: "Bo", position: "Superintendent" };

test("a new person comes with their work, leave, supervisor and department", async () => {
  const found = await kit.read([
    boss,
    {
      ...{ number: "2002", given: "Zoë", family: "Lépine", email: "zoe@example.org" },
      ...{
        department: "Fire Hall",
        position: "Firefighter",
        type: "part time",
        supervisor: "2001",
      },
      ...{ from: "2025-02-03", until: "2027-01-01" },
      ...{ leaveFrom: "2026-11-01", leaveUntil: "2026-12-01" },
    },
  ]);
  expect(found).toMatchObject({
    stage: "ready",
    counts: { rows: 2, new: 2, changed: 0, unchanged: 0, returning: 0, departments: 1 },
  });
  const merged = await kit.merge(found.number);

  expect(merged).toMatchObject({ stage: "merged", decidedBy: "Helen Osei" });
  expect(await kit.work("2002")).toEqual(["2025-02-03 2027-01-01 Fire Hall Firefighter 2001"]);
  expect(await kit.leaves("2002")).toEqual(["2026-11-01 2026-12-01"]);
});

test("the same file twice changes nothing", async () => {
  const rows = [boss, { number: "2003", supervisor: "2001", leaveFrom: "2026-11-01" }];
  await kit.merge((await kit.read(rows)).number);
  const again = await kit.read(rows);
  expect(again.counts).toMatchObject({ new: 0, changed: 0, returning: 0, unchanged: 2 });
  const before = await city.database.owner`select count(*) from employments`;
  expect(await kit.merge(again.number)).toMatchObject({ stage: "merged" });
  expect(await city.database.owner`select count(*) from employments`).toEqual(before);
});
