import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor } from "../db.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import type { EvidenceSource } from "../evidence-files/source.ts";
import { line } from "../form.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import type { OpenCase } from "./open-case.ts";

/** A file of a case. `source` stands with each: what came with a report or from a respondent is from there. */
export type CaseEvidence = Evidence & { source: EvidenceSource };

/** What is asked of who adds evidence to a case. */
export const sourceForm = z.object({
  from: line("Write where it comes from", 300),
  shows: told(2000),
});

/** The files of a case in the order they came, each with where it comes from, for whoever opened it. */
export async function listCaseEvidence(
  portal: Portal,
  db: Executor,
  kase: OpenCase,
): Promise<CaseEvidence[]> {
  const files = await listEvidence(portal, db, kase);
  if (files.every(({ source }) => source)) return files as CaseEvidence[];
  const reports = await db.execute<{ file: string; report: string }>(sql`
    select h.file_id as file, min(r.number) as report
    from case_reports o join violation_reports r on r.id = o.report_id
      join held_evidence h on h.key_id = r.key_id
    where o.case_id = ${kase.id} group by h.file_id`);
  const reportOf = new Map(reports.map(({ file, report }) => [file, report]));
  return files.map(({ source, ...file }) => {
    const report = reportOf.get(file.id);
    const from = report ? `Report ${report}` : `${file.addedBy}, who answered with it`;
    return { ...file, source: source ?? { from, shows: "" } };
  });
}
