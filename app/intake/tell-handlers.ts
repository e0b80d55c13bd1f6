import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import { type NewNotice, oweNotices } from "../notices/owe-notices.ts";
import { isWorkingTime } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import { type Candidate, readCandidates } from "./candidates.ts";
import type { OpenReport } from "./open-report.ts";
import { isHandledBy } from "./readers.ts";
import { isNew } from "./report-state.ts";

/**
 * Owes those who handle a report the notice that one waits, at most one a person and hour. It says nothing
 * of the report. Of an anonymous one it would tell when it was filed: `tellOfAnonymousReports` does it later.
 */
export async function tellHandlers(
  portal: Portal,
  tx: Executor,
  report: OpenReport,
  candidates: Candidate[],
): Promise<void> {
  if (report.kind === "anonymous") return;
  await tellWhoHandles(portal, tx, report, candidates);
}

/** The same at once, whatever the report: for when it passes to somebody by what another handler does. */
export async function tellWhoHandles(
  portal: Portal,
  tx: Executor,
  report: Pick<OpenReport, "id">,
  candidates: Candidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  const answers = candidates.map((candidate) => isHandledBy(candidate, candidates));
  const [found] = await tx.execute<{ by: boolean[] }>(sql`
    select array[${sql.join(answers, sql`, `)}] as by from violation_reports r where r.id = ${report.id}`);
  const handlers = candidates.filter((_, index) => found?.by[index]);
  await oweNotices(
    tx,
    handlers.map(({ personId }) => noticeOf(portal, personId)),
    portal.now(),
  );
}

/**
 * Owes those who handle them the notice that anonymous reports wait, in the working hours of a later day:
 * for all that were filed before today and not told of yet, in one go. Can be asked for at any time.
 */
export async function tellOfAnonymousReports(portal: Portal): Promise<void> {
  if (!(await isWorkingTime(portal))) return;
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(portal.db, portal.vault, today);
  const owed: NewNotice[] = [];
  for (const candidate of candidates) {
    const { personId } = candidate;
    const [found] = await portal.db.execute(sql`
      select from violation_reports r
      where r.kind = 'anonymous' and r.filed_on < ${today} and ${isNew}
        and r.filed_on >= coalesce((
          select max(due_on) from notices where person_id = ${personId} and kind = 'report-waiting'
        ), '-infinity')
        and ${isHandledBy(candidate, candidates)}
      limit 1`);
    // The day up to which somebody was told stands where other notices have their due day.
    if (found) owed.push({ ...noticeOf(portal, personId), dueOn: today });
  }
  await oweNotices(portal.db, owed, portal.now());
}

function noticeOf(portal: Portal, personId: string): NewNotice {
  const hour = portal.now().toISOString().slice(0, 13);
  return { key: `report-waiting ${hour} ${personId}`, kind: "report-waiting", personId };
}
