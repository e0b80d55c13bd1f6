import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/** Whether somebody worked here on some day of a span, and whether they still do. */
export type WorkInSpan = {
  /** Worked here on some day of it, or is from outside. */
  wasHere: boolean;
  /** The last day of somebody who works here no more; null of all others. */
  lastOn: Day | null;
};

/** Reads it of one person, as recorded by now. For whoever has a case about them open. */
export async function readWorkInSpan(
  db: Executor,
  personId: string,
  { from, until }: { from: Day; until: Day },
  today: Day,
): Promise<WorkInSpan> {
  const [found] = await db.execute<WorkInSpan>(sql`
    select is_outside or exists (
        select from employments e where e.person_id = p.id and e.superseded_at is null
          and e.from_on <= ${until} and (e.until_on is null or e.until_on >= ${from})
      ) as "wasHere",
      case when not is_here(p.id, ${today}) then (
        select max(e.until_on)::text from employments e
        where e.person_id = p.id and e.superseded_at is null and e.from_on <= ${today}
      ) end as "lastOn"
    from people p where p.id = ${personId}`);
  return found ?? { wasHere: false, lastOn: null };
}
