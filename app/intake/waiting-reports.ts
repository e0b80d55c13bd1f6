import { type SQL, sql } from "drizzle-orm";
import { mayHandleReports, type Viewer } from "../auth/viewer.ts";
import { addDays } from "../days.ts";
import type { Portal } from "../portal.ts";
import { isDue } from "./remind-handlers.ts";
import { readReportAccess } from "./report-access.ts";
import { isAnswerAwaited, isUnopenedBy, isUrgentStill } from "./report-state.ts";
import { countedUpTo } from "./words.ts";

/** What waits for whoever handles reports: 1,001 stands for more than 1,000. */
export type WaitingReports = {
  /** Urgent ones that nobody has acknowledged. */
  urgent: number;
  /** Those that this person has not opened and nobody has acknowledged. */
  fresh: number;
  /** Acknowledgements that are due tomorrow, today, or were before. */
  due: number;
  /** Reporters whose message is the last. */
  awaited: number;
};

/** How many reports wait for the viewer, and for what; null for who handles none. */
export async function readWaitingReports(
  viewer: Viewer,
  portal: Portal,
): Promise<WaitingReports | null> {
  if (!mayHandleReports(viewer)) return null;
  const { clock, isHandled } = await readReportAccess(viewer, portal);
  const count = (which: SQL) => sql`(
    select count(*)::int from (
      select from violation_reports r where case when ${which} then ${isHandled} else false end limit ${countedUpTo + 1}
    ) found
  )`;
  const [row] = await portal.db.execute<WaitingReports>(sql`
    select ${count(isUrgentStill)} as urgent, ${count(isUnopenedBy(viewer.personId))} as fresh,
      ${count(isDue(addDays(clock.today, 1)))} as due, ${count(isAnswerAwaited)} as awaited`);
  return row ?? null;
}
