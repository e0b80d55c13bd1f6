import { sql } from "drizzle-orm";
import { caseReports } from "#drizzle/schema/cases.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor, Transaction } from "../db.ts";
import { holdAlso } from "../evidence-files/attach-evidence.ts";
import { foldNumber } from "../intake/fold-number.ts";
import { type OpenReport, openOwnReport, openReport } from "../intake/open-report.ts";
import { readReportAccess } from "../intake/report-access.ts";
import { holdReport } from "../intake/report-act.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { NewCaseAct } from "./case-act.ts";
import { joinedTo, shutOutOf } from "./open-new-case.ts";

// In the same words whether the report is of another case, or of none and not this viewer's.
const notThisOne = "Enter the number of a report that you handle and that is part of no case";

/**
 * The acts that add a report to a case, with the reports joined to it and their evidence; who has a conflict in one of
 * them has no part in the case from then on. Refuses one this viewer does not handle, and one that has a case.
 */
export async function addReportActs(
  viewer: Viewer,
  portal: Portal,
  tx: Transaction,
  { kase, standing }: CaseInHand,
  number: string,
): Promise<NewCaseAct[] | { refused: string; field: string }> {
  const refuse = (refused: string) => ({ refused, field: "report" });
  const report = await openReport(viewer, portal, foldNumber(number), tx);
  if (!report) return refuse(notThisOne);
  await holdReport(tx, report);
  const [found] = await tx.execute<{ caseId: string | null; isJoinedElsewhere: boolean }>(sql`
    select (select case_id from case_reports where report_id = ${report.id}) as "caseId",
      joined_into(${report.id}) is not null and not exists (
        select from case_reports where case_id = ${kase.id} and report_id = joined_into(${report.id})
      ) as "isJoinedElsewhere"`);
  if (found?.caseId === kase.id)
    return refuse("Enter another number: this report is part of the case");
  if (found?.caseId) return refuse(notThisOne);
  if (found?.isJoinedElsewhere) {
    return refuse("Add the report this one is joined with: then this one comes along");
  }
  const added = [report, ...(await joinedTo(portal, tx, report))];
  const all = [...(await reportsOf(portal, tx, kase.id)), ...added];
  const known = standing.of("shut-out").map(({ person }) => person?.id);
  const shutOut = (await shutOutOf(portal, tx, all, viewer.personId)).filter(
    (personId) => !known.includes(personId),
  );
  return [
    {
      act: "report-added",
      details: { reports: added.map(({ id }) => portal.vault.indexOf("report", id)) },
      also: async (then) => {
        await then
          .insert(caseReports)
          .values(added.map(({ id }) => ({ caseId: kase.id, reportId: id })));
        for (const one of added) await holdAlso(then, one, kase);
      },
    },
    ...shutOut.map((personId) => ({ act: "shut-out" as const, personId, choice: "found" })),
  ];
}

/** Numbers of reports joined with one of the case that this viewer handles and that are part of no case. */
export async function readReportsToAdd(
  viewer: Viewer,
  portal: Portal,
  { kase }: Pick<CaseInHand, "kase">,
): Promise<string[]> {
  const { isHandled } = await readReportAccess(viewer, portal);
  const rows = await portal.db.execute<{ number: string }>(sql`
    select r.number from violation_reports r
    where r.id in (
      select a.report_id from case_reports o join report_acts a on a.into_id = o.report_id
      where o.case_id = ${kase.id} and joined_into(a.report_id) = o.report_id
    ) and not exists (select from case_reports c where c.report_id = r.id) and ${isHandled}
    order by r.filed_on, r.id`);
  return rows.map(({ number }) => number);
}

async function reportsOf(portal: Portal, db: Executor, caseId: string): Promise<OpenReport[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select report_id as id from case_reports where case_id = ${caseId}`);
  const opened = await Promise.all(rows.map(({ id }) => openOwnReport(portal, id, db)));
  return opened.filter((one) => one !== undefined);
}
