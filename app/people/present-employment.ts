import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/** How much a query reads: a page looks things up row by row, a list of all joins them whole. */
type Reach = "page" | "all";

/**
 * Joins to each person `p` one employment `e`: the one in force on the day, or else the next to begin, or
 * else the last. Its columns are null for somebody who was never employed.
 */
export function presentEmployment(day: Day, reach: Reach): SQL {
  const columns = sql`person_id, department_id, position, type, supervisor_id, from_on, until_on`;
  const order = sql`coalesce(until_on < ${day}, false),
    case when until_on < ${day} then null else from_on end, until_on desc`;
  return reach === "page"
    ? sql`left join lateral (
        select ${columns} from employments
        where person_id = p.id and superseded_at is null order by ${order} limit 1
      ) e on true`
    : sql`left join (
        select distinct on (person_id) ${columns} from employments
        where superseded_at is null order by person_id, ${order}
      ) e on e.person_id = p.id`;
}

/** The person `p` works for the City on the day, or will. */
export function isPresent(day: Day, reach: Reach): SQL {
  const goesOn = sql`(until_on is null or until_on >= ${day})`;
  // Periods of one person never overlap: the one that began last says it all, and its index has it first.
  return reach === "page"
    ? sql`(
        select ${goesOn} from employments
        where person_id = p.id and superseded_at is null order by from_on desc limit 1
      )`
    : sql`p.id in (select person_id from employments where superseded_at is null and ${goesOn})`;
}
