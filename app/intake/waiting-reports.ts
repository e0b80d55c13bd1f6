import { sql } from "drizzle-orm";
import { mayHandleReports, type Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { isDue } from "./remind-handlers.ts";
import { readReportAccess } from "./report-access.ts";
import { isNew } from "./report-state.ts";
import { countedUpTo } from "./words.ts";

/** What waits for whoever handles reports: 1,001 stands for more than 1,000. */
export type WaitingReports = { fresh: number; due: number };

/** How many new reports wait for the viewer, and how many acknowledgements are due; null for who handles none. */
export async function readWaitingReports(
  viewer: Viewer,
  portal: Portal,
): Promise<WaitingReports | null> {
  if (!mayHandleReports(viewer)) return null;
  const { clock, isHandled } = await readReportAccess(viewer, portal);
  const count = (which: typeof isNew) => sql`(
    select count(*)::int from (
      select from violation_reports r where case when ${which} then ${isHandled} else false end limit ${countedUpTo + 1}
    ) found
  )`;
  const [row] = await portal.db.execute<WaitingReports>(
    sql`select ${count(isNew)} as fresh, ${count(isDue(clock.today))} as due`,
  );
  return row ?? null;
}
