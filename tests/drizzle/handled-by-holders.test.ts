import { beforeAll, describe, expect, test } from "vitest";
import type { OpenReport } from "#app/intake/open-report.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let report: OpenReport;
beforeAll(async () => {
  ({ report } = await fileReport(city.portal));
});
const rule = (constraint_name: string) => ({ constraint_name });

describe.each(["owner", "portal"] as const)("around the application, as %s", (role) => {
  const sql = () => city.database[role];

  test("somebody without a grant does nothing with a report", async () => {
    const { personId } = await city.viewer("1006");
    await expect(
      sql()`insert into report_acts (report_id, number, act, by, at)
        values (${report.id}, 1, 'acknowledged', ${personId}, now())`,
    ).rejects.toMatchObject(rule("reports_are_handled_by_holders"));
  });

  test("a report that was filed gets no further subject, and no conflict but of who steps aside", async () => {
    const { personId } = await city.viewer("1014");
    const late = rule("reports_are_filed_whole");
    await expect(
      sql()`insert into report_subjects (report_id, position, person_id)
        values (${report.id}, 7, ${personId})`,
    ).rejects.toMatchObject(late);
    for (const reason of ["about-them", "stepped-aside"]) {
      await expect(
        sql()`insert into report_conflicts values (${report.id}, ${personId}, ${reason}, '2026-11-23')`,
      ).rejects.toMatchObject(late);
    }
  });
});

test("the portal's role destroys no key", async () => {
  await expect(
    city.database.portal`update data_keys set wrapped_key = null, wrapped_by = null`,
  ).rejects.toMatchObject({ code: "42501" });
});
