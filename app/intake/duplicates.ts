import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/** A report that may tell of the same as another. */
export type Duplicate = { number: string; filedOn: Day; signs: string[] };

/**
 * Reports that may tell of the same as one, the likeliest first: of the same post, about the same person, or
 * filed on the same day about the same clause. At most ten, and only of those the viewer handles.
 */
export async function readDuplicates(
  db: Executor,
  id: string,
  isHandled: SQL,
): Promise<Duplicate[]> {
  const subject = sql`exists (
    select from report_subjects s join report_subjects o
      on o.person_id = s.person_id or o.name_index = s.name_index
    where s.report_id = r.id and o.report_id = own.id
  )`;
  const sameDay = sql`r.filed_on = own.filed_on`;
  return db.execute<Duplicate>(sql`
    with own as (select * from violation_reports where id = ${id}),
    alike as (
      select r.id from violation_reports r, own where r.address_indexes && own.address_indexes
      union
      select s.report_id from report_subjects s join report_subjects o
        on o.person_id = s.person_id or o.name_index = s.name_index where o.report_id = ${id}
      union
      select r.id from violation_reports r, own where ${sameDay} and r.clauses && own.clauses
    )
    select r.number, r.filed_on::text as "filedOn", array_remove(array[
      case when r.address_indexes && own.address_indexes then 'the same address' end,
      case when ${subject} then 'about the same person' end,
      case when ${sameDay} then 'filed on the same day' end
    ], null) as signs
    from alike join violation_reports r on r.id = alike.id, own
    where r.id <> own.id and ${isHandled}
    order by cardinality(array_remove(array[
        (r.address_indexes && own.address_indexes) or null, ${subject} or null, ${sameDay} or null
      ], null)) desc, r.filed_on desc, r.id
    limit 10`);
}
