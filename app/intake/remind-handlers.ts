import { inArray, sql } from "drizzle-orm";
import { notices } from "#drizzle/schema/notices.ts";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import { type NewNotice, oweNotices } from "../notices/owe-notices.ts";
import { isWorkingTime } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { isHandledBy } from "./readers.ts";
import { isAcknowledged } from "./report-state.ts";

/** The last day for a personal acknowledgement of the report `r` has come, and there is none. */
export const isDue = (today: string) =>
  sql`(r.acknowledge_by <= ${today} and not ${isAcknowledged})`;

/**
 * Reminds those who handle reports of acknowledgements that are due: on the morning of the last day and on
 * each working day after, one notice a person and day. Can be asked for at any time.
 */
export async function remindHandlers(portal: Portal): Promise<void> {
  if (!(await isWorkingTime(portal))) return;
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(portal.db, portal.vault, today);
  const told = await readTold(
    portal.db,
    candidates.map(({ personId }) => keyOf(today, personId)),
  );
  const owed: NewNotice[] = [];
  for (const candidate of candidates) {
    const { personId } = candidate;
    const key = keyOf(today, personId);
    if (told.has(key)) continue;
    const [found] = await portal.db.execute(sql`
      select from violation_reports r
      where ${isDue(today)} and ${isHandledBy(candidate, candidates)} limit 1`);
    if (found) owed.push({ key, kind: "report-due", personId });
  }
  await oweNotices(portal.db, owed, portal.now());
}

async function readTold(db: Executor, keys: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ key: notices.key })
    .from(notices)
    .where(inArray(notices.key, keys));
  return new Set(rows.map(({ key }) => key));
}

const keyOf = (today: string, personId: string) => `report-due ${today} ${personId}`;
