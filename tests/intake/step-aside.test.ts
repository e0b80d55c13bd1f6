import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { acknowledgeReport } from "#app/intake/acknowledge-report.ts";
import { readMessages, writeToReporter } from "#app/intake/messages.ts";
import { openReport } from "#app/intake/open-report.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { stepAside } from "#app/intake/step-aside.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";
import { reportNumber } from "#tests/support/reports.ts";

const city = testPortal();
let [tom, joanne, manager, officer] = [] as unknown as Viewer[];
beforeAll(async () => {
  [tom, joanne, manager] = await Promise.all(["1003", "1014", "1001"].map(city.viewer));
  const ruth = await city.portal.db.query.people.findFirst({
    where: (row, { eq }) => eq(row.email, "ruth.enns@example.net"),
  });
  officer = await city.viewer(ruth?.handle ?? "");
});

const reason = "We are neighbours";
const known = (viewer: Viewer | undefined) => viewer ?? never();

async function handles(viewer: Viewer | undefined, number: string): Promise<boolean> {
  return (await openReport(known(viewer), city.portal, number)) !== undefined;
}

describe("whoever steps aside", () => {
  test("does not see the report again; it passes on in order, and the next reads who did and why", async () => {
    const number = await reportNumber(city);
    expect(await stepAside(known(tom), city.portal, number, { reason })).toEqual({
      steppedAside: true,
    });
    expect([await handles(tom, number), await handles(joanne, number)]).toEqual([false, true]);
    await stepAside(known(joanne), city.portal, number, { reason });
    expect([await handles(joanne, number), await handles(manager, number)]).toEqual([false, true]);
    const page = (await readReportPage(known(manager), city.portal, number))?.page;
    expect(page?.acts).toMatchObject([
      { act: "stepped-aside", by: "Tom Baker", reason },
      { act: "stepped-aside", by: "Joanne Settee", reason },
    ]);
    expect(await stepAside(known(tom), city.portal, number, { reason })).toBeUndefined();
  });

  test("is refused where nobody would be left", async () => {
    const number = await reportNumber(city);
    for (const one of [tom, joanne, manager]) {
      await stepAside(known(one), city.portal, number, { reason });
    }
    expect(await stepAside(known(officer), city.portal, number, { reason })).toHaveProperty(
      "refused",
      expect.stringContaining("nobody else could handle this report"),
    );
    expect(await handles(officer, number)).toBe(true);
  });

  test("stands in the ledger, and whoever takes over is told", async () => {
    const number = await reportNumber(city);
    await stepAside(known(tom), city.portal, number, { reason });
    const [row] = await city.database.owner`
      select count(*)::int as count from ledger_records
      where act = 'step-aside' and about is null and body like ${`%${known(tom).personId}%`}`;
    expect(row?.count).toBeGreaterThan(0);
    const [told] = await city.database.owner`
      select count(*)::int as count from notices
      where kind = 'report-waiting' and person_id = ${known(joanne).personId}`;
    expect(told?.count).toBeGreaterThan(0);
  });
});

test("somebody granted the role later does not read a report whose words say that it was them", async () => {
  const number = await reportNumber(city, {
    subjects: [{ words: "Ｍａｒａ from the works yard, I think" }],
  });
  const mara = await city.viewer("1006");
  await giveCaseRole(city, "1006", "hr-cases");
  expect(await handles(mara, number)).toBe(false);
  expect(await handles(mara, await reportNumber(city))).toBe(true);
});

test("names are known by their words: in another order, run together, and by the employee number", async () => {
  for (const words of ["Baker, Tom", "TomBaker", "T. Baker", "Ｔｏｍ Ｂａｋｅｒ", "no. 1003"]) {
    const number = await reportNumber(city, { subjects: [{ words }] });
    expect([words, await handles(tom, number)]).toEqual([words, false]);
  }
});

test("a form's id that belongs to another report's message loses no words and acknowledges nothing unsaid", async () => {
  const [one, other] = [await reportNumber(city), await reportNumber(city)];
  const formId = randomUUID();
  await writeToReporter(known(joanne), city.portal, one, { words: "First", formId });
  await acknowledgeReport(known(joanne), city.portal, other, { words: "Second", formId });
  const report = (await openReport(known(joanne), city.portal, other)) ?? never();
  const messages = await readMessages(city.portal.db, report);
  expect(messages.map(({ words }) => words)).toEqual(["Second"]);
});

function never(): never {
  throw new Error("There is nobody and nothing.");
}
