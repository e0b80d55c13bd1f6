import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { NoticeKind } from "../notices/owe-notices.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { isHandledBy } from "./readers.ts";
import { isDue } from "./remind-handlers.ts";
import { isNew } from "./report-state.ts";

/** Why a notice about reports is not to be sent any more, or null; of other notices always null. */
export async function whyNothingWaits(
  { vault }: Portal,
  db: Executor,
  { kind, personId }: { kind: NoticeKind; personId: string },
  today: Day,
): Promise<string | null> {
  if (kind !== "report-waiting" && kind !== "report-due") return null;
  const candidates = await readCandidates(db, vault, today);
  const waits = kind === "report-due" ? isDue(today) : isNew;
  const [found] = await db.execute(sql`
    select from violation_reports r where ${waits} and ${isHandledBy({ personId }, candidates)} limit 1`);
  return found ? null : "Nothing waits for this person any more";
}
