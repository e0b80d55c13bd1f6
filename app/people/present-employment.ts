import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/**
 * Joins to each person `p` one employment `e`: the one in force on the day, or else the next to begin, or
 * else the last. Its columns are null for somebody who was never employed.
 */
export function presentEmployment(day: Day): SQL {
  return sql`left join lateral (
    select department_id, position, type, supervisor_id, from_on, until_on
    from employments
    where person_id = p.id and superseded_at is null
    order by coalesce(until_on < ${day}, false), case when until_on < ${day} then null else from_on end,
      until_on desc
    limit 1
  ) e on true`;
}

/**
 * The person `p` works for the City on the day, or will. Periods of one person never overlap, so the one
 * that began last says it all, and its index has it first.
 */
export function isPresent(day: Day): SQL {
  return sql`(
    select until_on is null or until_on >= ${day} from employments
    where person_id = p.id and superseded_at is null
    order by from_on desc limit 1
  )`;
}
