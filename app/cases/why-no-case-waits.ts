import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { NoticeKind } from "../notices/owe-notices.ts";
import { whoActs } from "./case-notices.ts";

/**
 * Why a notice about a case is not to be sent any more, or null; of other notices always null. A notice names no case:
 * what waited is looked for among the acts of the hour it was owed for.
 */
export async function whyNoCaseWaits(
  db: Executor,
  {
    id,
    kind,
    personId,
    isGone,
  }: { id: string; kind: NoticeKind; personId: string; isGone: boolean },
  today: Day,
): Promise<string | null> {
  if (kind === "case-waiting") {
    const [found] = await db.execute(sql`
      select from (
        select distinct a.case_id as id from notices n join case_acts a
          on a.acted_at between n.owed_at - interval '1 minute' and n.owed_at + interval '1 hour'
        where n.id = ${id}
      ) c where ${personId} in (${whoActs(sql`c.id`, today)}) limit 1`);
    return found ? null : "No case waits for this person any more";
  }
  if (kind !== "case-news") return null;
  if (isGone) return "No longer works here";
  const [found] = await db.execute(sql`
    select from respondents r join case_standings t on t.case_id = r.case_id
    where r.person_id = ${personId} and t.stage <> 'disposed' limit 1`);
  return found ? null : "There is nothing for this person to read any more";
}
