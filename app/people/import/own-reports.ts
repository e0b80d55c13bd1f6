import { sql } from "drizzle-orm";
import type { Executor } from "../../db.ts";

/**
 * Why somebody merges this file not: they would become a supervisor by it, which nobody makes themselves. Null where
 * they would not; whose supervisor they are already stays so.
 */
export async function whyNotMergedBy(
  db: Executor,
  number: number,
  personId: string,
): Promise<string | null> {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct c.given_name || ' ' || c.family_name || ' (' || c.number || ')' as name
    from directory_import_periods p
      join directory_import_changes c on c.import = p.import and c.person_id = p.person_id
    where p.import = ${number} and p.holds = 'work' and p.supersedes is null
      and p.supervisor_id = ${personId} and not exists (
        select from employments e
        where e.person_id = p.person_id and e.supervisor_id = p.supervisor_id
          and e.superseded_at is null
      )
    order by name limit 6`);
  if (rows.length === 0) return null;
  const names = rows.slice(0, 5).map(({ name }) => name);
  const others = rows.length > 5 ? " and others" : "";
  return `Ask a colleague to merge this file: it makes you the supervisor of ${names.join(", ")}${others}, and nobody does that for themselves`;
}
