import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import { addDays } from "../days.ts";
import type { Portal } from "../portal.ts";

/** Files looked for at once. */
const batch = 100;

/**
 * Removes files that nothing holds once the day after the one they arrived on is over: by then no upload of
 * them goes on. Files staged for a draft that is gone go on the day after they arrived. Never anything
 * attached. It can be run at any time, and twice.
 */
export async function sweepEvidence(portal: Portal): Promise<void> {
  const { db, now } = portal;
  const { today } = await clockOf(portal);
  const isForgotten = sql`
    f.arrived_on < ${today}
    and not exists (select from held_evidence e where e.file_id = f.id)
    and case when exists (select from staged_evidence s where s.file_id = f.id)
      then not exists (
        select from staged_evidence s join report_drafts d on d.id = s.draft_id
        where s.file_id = f.id and d.expires_at > ${now().toISOString()}::timestamptz
      ) and not exists (
        select from staged_evidence s join exchange_drafts d on d.id = s.draft_id where s.file_id = f.id
      )
      else f.arrived_on < ${addDays(today, -1)}
    end`;
  for (let last = "00000000-0000-0000-0000-000000000000", more = true; more; ) {
    const found = await db.execute<{ id: string }>(sql`
      select f.id from evidence_files f where f.id > ${last}::uuid and ${isForgotten}
      order by f.id limit ${batch}`);
    for (const { id } of found) {
      await db
        .execute(sql`delete from evidence_files f where f.id = ${id} and ${isForgotten}`)
        .catch(letAttached);
    }
    last = found.at(-1)?.id ?? last;
    more = found.length === batch;
  }
}

/** What was attached in between the database keeps, and says so: that is no fault. */
function letAttached(problem: Error): void {
  const { constraint_name } = (problem.cause ?? problem) as { constraint_name?: string };
  const isKept =
    constraint_name === "evidence_never_changes" || constraint_name?.startsWith("held_evidence");
  if (!isKept) throw problem;
}
