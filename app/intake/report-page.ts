import { type SQL, sql } from "drizzle-orm";
import { maySeeAttestations, type Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import { citeClause } from "../content/cite-clause.ts";
import type { Day } from "../days.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import type { Portal } from "../portal.ts";
import { decryptJson } from "../secrecy/encrypt.ts";
import type { Answers, ReportChannel, Reporter } from "./answers.ts";
import { type Duplicate, readDuplicates } from "./duplicates.ts";
import { placeOf } from "./file-violation-report.ts";
import { type Message, readMessages } from "./messages.ts";
import { whatIsMissing } from "./missing.ts";
import { type OpenReport, openReport } from "./open-report.ts";
import { readReportAccess } from "./report-access.ts";
import { type ActLine, type ReportAct, readReason } from "./report-act.ts";
import { isAcknowledged, joinedNumber, type ReportState, stateOf } from "./report-state.ts";

/** Whom a report is about, with the address of their file where the viewer may open it. */
export type ReportSubject = { name: string; inDirectory: boolean; file: string | null };

/** A report whole, as its handler reads it. */
export type ReportPage = {
  clock: Clock;
  number: string;
  kind: OpenReport["kind"];
  channel: ReportChannel;
  state: ReportState;
  isUrgent: boolean;
  filedOn: Day;
  /** Null of the anonymous. */
  filedAt: Date | null;
  /** Who wrote it down for the reporter. */
  enteredBy: string | null;
  acknowledgeBy: Day;
  isAcknowledged: boolean;
  answers: Omit<Answers, "subjects">;
  subjects: ReportSubject[];
  reporter: Reporter | null;
  /** Quoted from the version in force. */
  clauses: { id: string; cited: string; text: string | null }[];
  missing: string[];
  messages: Message[];
  acts: ActLine[];
  joinedWith: string | null;
  /** Numbers of reports that are joined with this one. */
  others: string[];
  duplicates: Duplicate[];
  evidence: Evidence[];
};

/** A report by its number with its key; undefined where there is none for this viewer to handle. */
export async function readReportPage(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<{ report: OpenReport; page: ReportPage } | undefined> {
  const report = await openReport(viewer, portal, number);
  if (!report) return undefined;
  const { clock, isHandled } = await readReportAccess(viewer, portal);
  const [row] = await portal.db.execute<Row>(sql`
    select r.channel, r.is_urgent as "isUrgent", r.filed_on::text as "filedOn", r.filed_at as "filedAt",
      r.acknowledge_by::text as "acknowledgeBy", r.answers, r.reporter,
      ${stateOf(isHandled)} as state, ${isAcknowledged} as "isAcknowledged",
      ${joinedNumber(isHandled)} as "joinedWith", e.given_name || ' ' || e.family_name as "enteredBy",
      (select count(*)::int from held_evidence f where f.key_id = r.key_id) as files
    from violation_reports r left join people e on e.id = r.entered_by
    where r.id = ${report.id} and ${isHandled}`);
  if (!row) return undefined;
  const { answers: sealed, reporter, files, filedAt, ...shown } = row;
  const said = decryptJson<Answers>(report.key, placeOf("answers", report.id), sealed);
  const { subjects, ...answers } = said;
  return {
    report,
    page: {
      ...{ clock, number: report.number, kind: report.kind, ...shown, answers },
      filedAt: filedAt === null ? null : new Date(filedAt),
      subjects: await readSubjects(viewer, portal, subjects),
      reporter:
        reporter && decryptJson<Reporter>(report.key, placeOf("reporter", report.id), reporter),
      clauses: await quoteClauses(portal, answers.clauses),
      missing: whatIsMissing(said, files),
      messages: await readMessages(portal.db, report),
      acts: await readActs(portal, report, isHandled),
      others: await readOthers(portal, report, isHandled),
      duplicates: await readDuplicates(portal.db, report.id, isHandled),
      evidence: await listEvidence(portal, portal.db, report),
    },
  };
}

type Row = Pick<ReportPage, "channel" | "state" | "isUrgent" | "filedOn" | "enteredBy"> &
  Pick<ReportPage, "acknowledgeBy" | "isAcknowledged" | "joinedWith"> & {
    filedAt: string | null;
    answers: Uint8Array;
    reporter: Uint8Array | null;
    files: number;
  };

/** What was done with a report, the first first; without what tells of another one the viewer does not handle. */
async function readActs(portal: Portal, report: OpenReport, isHandled: SQL): Promise<ActLine[]> {
  const rows = await portal.db.execute<ActRow>(sql`
    select a.number, a.act, a.at, p.given_name || ' ' || p.family_name as by, o.number as other,
      case when a.report_id = ${report.id} then a.words end as words
    from report_acts a join people p on p.id = a.by left join lateral (
      select r.number from violation_reports r
      where r.id = case when a.report_id = ${report.id} then a.into_id else a.report_id end
        and ${isHandled}
    ) o on true
    where (a.report_id = ${report.id} or a.into_id = ${report.id})
      and (a.into_id is null or o.number is not null)
    order by a.at, a.number`);
  return rows.map(({ number, act, at, words, by, other }) => ({
    ...{ act, by, other, at: new Date(at) },
    reason: words && readReason(report, number, words),
  }));
}

type ActRow = {
  number: number;
  act: ReportAct;
  at: string;
  words: Uint8Array | null;
  by: string;
  other: string | null;
};

async function readOthers(portal: Portal, { id }: OpenReport, isHandled: SQL): Promise<string[]> {
  const rows = await portal.db.execute<{ number: string }>(sql`
    select r.number from violation_reports r
    where r.id in (select report_id from report_acts where into_id = ${id})
      and joined_into(r.id) = ${id} and ${isHandled}
    order by r.filed_on, r.id`);
  return rows.map(({ number }) => number);
}

/** Whom a report is about, as its reader sees them. */
export async function readSubjects(
  viewer: Viewer,
  portal: Portal,
  subjects: Answers["subjects"],
): Promise<ReportSubject[]> {
  const ids = subjects.flatMap((one) => ("personId" in one ? one.personId : []));
  const found = ids.length
    ? await portal.db.query.people.findMany({
        columns: { id: true, handle: true },
        where: (row, { inArray }) => inArray(row.id, ids),
      })
    : [];
  const handles = new Map(found.map(({ id, handle }) => [id, handle]));
  return subjects.map((one) => {
    if ("words" in one) return { name: one.words, inDirectory: false, file: null };
    const handle = handles.get(one.personId);
    const file =
      handle && maySeeAttestations(viewer) ? `/hr/people/${encodeURIComponent(handle)}` : null;
    return { name: one.name, inDirectory: true, file };
  });
}

/** Clauses a reporter ticked, as the version in force has them. */
export async function quoteClauses(portal: Portal, ids: string[]): Promise<ReportPage["clauses"]> {
  const version = await portal.shelf.inForce(portal.now());
  return ids.map((id) => {
    const clause = version?.content.policy.clauses[id];
    return { id, cited: clause ? citeClause(clause.label, id) : id, text: clause?.text ?? null };
  });
}
