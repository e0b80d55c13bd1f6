import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { openReport } from "../intake/open-report.ts";
import type { Portal } from "../portal.ts";
import { concludeBy } from "./case-days.ts";
import { readCaseAccess } from "./open-case.ts";
import { joinedTo, shutOutOf, whyNoCase } from "./open-new-case.ts";

/** What opening a case from a report does, for the page that asks first. */
export type Opening = {
  clock: Clock;
  report: string;
  whyNot: string | null;
  /** Reports joined to it, which come along. */
  joined: string[];
  /** Whom of the directory the reports are about: they become respondents. */
  respondents: string[];
  /** Files that come along. */
  files: number;
  /** How many who could handle cases will have no part in it. */
  shutOut: number;
  dueOn: Day;
};

/** Reads it for who handles the report; undefined where there is none for them. */
export async function readOpening(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<Opening | undefined> {
  const report = await openReport(viewer, portal, number);
  if (!report) return undefined;
  const clock = await clockOf(portal);
  const reports = [report, ...(await joinedTo(portal, portal.db, report))];
  const ids = sql.join(
    reports.map(({ id }) => sql`${id}`),
    sql`, `,
  );
  const named = await portal.db.execute<{ name: string }>(sql`
    select p.given_name || ' ' || p.family_name as name from people p
    where p.id in (select person_id from report_subjects where report_id in (${ids})) order by p.sort_name, p.id`);
  const [held] = await portal.db.execute<{ files: number }>(sql`
    select count(distinct file_id)::int as files from held_evidence
    where key_id in (select key_id from violation_reports where id in (${ids}))`);
  return {
    ...{ clock, report: report.number, whyNot: await whyNoCase(viewer, portal, portal.db, report) },
    joined: reports.slice(1).map((one) => one.number),
    respondents: named.map(({ name }) => name),
    files: held?.files ?? 0,
    shutOut: (await shutOutOf(portal, portal.db, reports, viewer.personId)).length,
    dueOn: await concludeBy(portal, clock.today),
  };
}

/** The number of the case a report belongs to, where that is there for this viewer; otherwise null. */
export async function readCaseOfReport(
  viewer: Viewer,
  portal: Portal,
  { id }: { id: string },
): Promise<string | null> {
  const { isSeen } = await readCaseAccess(viewer, portal);
  const [found] = await portal.db.execute<{ number: string }>(sql`
    select c.number from case_reports o join cases c on c.id = o.case_id
    where o.report_id = ${id} and ${isSeen}`);
  return found?.number ?? null;
}
