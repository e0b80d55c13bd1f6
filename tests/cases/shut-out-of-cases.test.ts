import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openCase } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import type { Answers, Reporter } from "#app/intake/answers.ts";
import { done } from "#tests/support/cases.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();

/** A case of which nobody of HR is left: Joanne (1014) opens it, and Tom (1003) and she are its witnesses. */
async function caseFrom(told: Partial<Answers> & { reporter?: Partial<Reporter> }) {
  const { report } = await fileReport(city.portal, told);
  const joanne = await city.viewer("1014");
  const opened = await openNewCase(joanne, city.portal, report.number, { formId: randomUUID() });
  if (!opened || "refused" in opened) throw new Error(opened?.refused ?? "It is not there.");
  for (const who of ["1003", "1014"]) {
    const { personId } = await city.viewer(who);
    const said = { words: "Was there." };
    await done(city, "1014", opened.number, {
      act: "party-named",
      personId,
      choice: "witness",
      said,
    });
  }
  return opened.number;
}

const sees = async (who: string, number: string) =>
  (await openCase(await city.viewer(who), city.portal, number)) !== undefined;

test("who gets a grant handles no case of their own report, and none that means them: it stays with the next in rank", async () => {
  const mara = await city.viewer("1006");
  const own = await caseFrom({ reporter: { personId: mara.personId, name: "Mara Sinclair" } });
  const meant = await caseFrom({ subjects: [{ words: "Mara from the works yard, I think" }] });
  const other = await caseFrom({});
  for (const number of [own, meant, other]) expect(await sees("1001", number)).toBe(true);
  await giveCaseRole(city, "1006", "hr-cases");
  for (const number of [own, meant]) {
    expect(await sees("1006", number)).toBe(false);
    expect(await sees("1001", number)).toBe(true);
  }
  // Of a case that is nothing to them, the new holder takes over from the city manager.
  expect(await sees("1006", other)).toBe(true);
  expect(await sees("1001", other)).toBe(false);
});

test("a conflict is added to a report of a case with a grant only", async () => {
  const { personId } = await city.viewer("1008");
  const insert = () => city.database.portal`
    insert into report_conflicts (report_id, person_id, reason, found_on)
    select report_id, ${personId}, 'filed-by-them', '2026-11-23' from case_reports limit 1`;
  await expect(insert()).rejects.toMatchObject({ constraint_name: "reports_are_filed_whole" });
});
