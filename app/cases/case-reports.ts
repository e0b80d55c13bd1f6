import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Answers, ReportChannel, Reporter, ReportKind } from "../intake/answers.ts";
import { placeOf } from "../intake/file-violation-report.ts";
import { type Message, readMessages } from "../intake/messages.ts";
import { openOwnReport } from "../intake/open-report.ts";
import { readReportAccess } from "../intake/report-access.ts";
import { quoteClauses, type ReportSubject, readSubjects } from "../intake/report-page.ts";
import type { Portal } from "../portal.ts";
import { decryptJson } from "../secrecy/encrypt.ts";
import type { OpenCase } from "./open-case.ts";

/** A report of a case, as whoever the case is there for reads it. */
export type CaseReport = {
  clock: Clock;
  number: string;
  kind: ReportKind;
  channel: ReportChannel;
  filedOn: Day;
  /** Null of the anonymous. */
  filedAt: Date | null;
  enteredBy: string | null;
  /** Whether the viewer handles the report, and so has its page. */
  isHandled: boolean;
  /** Of a confidential one only to who handles the report; null where nothing is known or shown. */
  reporter: string | null;
  answers: Omit<Answers, "subjects">;
  subjects: ReportSubject[];
  clauses: { id: string; cited: string; text: string | null }[];
  messages: Message[];
};

/** The reports a case is about, whole, the first first: for whoever opened the case, and may read it. */
export async function readCaseReports(
  viewer: Viewer,
  portal: Portal,
  { id }: Pick<OpenCase, "id">,
): Promise<CaseReport[]> {
  const { clock, isHandled } = await readReportAccess(viewer, portal);
  const rows = await portal.db.execute<Row>(sql`
    select r.id, r.channel, r.filed_on::text as "filedOn", r.filed_at as "filedAt", r.answers, r.reporter,
      e.given_name || ' ' || e.family_name as "enteredBy", ${isHandled} as "isHandled"
    from case_reports o join violation_reports r on r.id = o.report_id left join people e on e.id = r.entered_by
    where o.case_id = ${id} order by r.filed_on, r.id`);
  return Promise.all(
    rows.map(async ({ id: reportId, filedAt, answers: sealed, reporter: named, ...row }) => {
      const report = await openOwnReport(portal, reportId);
      if (!report) throw new Error("A report of a case is gone.");
      const { number, kind } = report;
      const { subjects, ...answers } = decryptJson<Answers>(
        report.key,
        placeOf("answers", reportId),
        sealed,
      );
      const isNamed = named && (kind === "named" || row.isHandled);
      return {
        ...{ clock, number, kind, ...row, answers },
        filedAt: filedAt === null ? null : new Date(filedAt),
        reporter: isNamed
          ? decryptJson<Reporter>(report.key, placeOf("reporter", reportId), named).name
          : null,
        subjects: await readSubjects(viewer, portal, subjects),
        clauses: await quoteClauses(portal, answers.clauses),
        messages: await readMessages(portal.db, report),
      };
    }),
  );
}

type Row = Pick<CaseReport, "channel" | "filedOn" | "enteredBy" | "isHandled"> & {
  id: string;
  filedAt: string | null;
  answers: Uint8Array;
  reporter: Uint8Array | null;
};

/** Of the reports of a case no more than of which kind they are: nothing that was told, and nobody's name. */
export async function readReportKinds(
  db: Executor,
  { id }: Pick<OpenCase, "id">,
): Promise<ReportKind[]> {
  const rows = await db.execute<{ kind: ReportKind }>(sql`
    select r.kind from case_reports o join violation_reports r on r.id = o.report_id
    where o.case_id = ${id} order by r.filed_on, r.id`);
  return rows.map(({ kind }) => kind);
}
