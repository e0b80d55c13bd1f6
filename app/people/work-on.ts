import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/**
 * Joins to each person `p` who works for the City on the day, or will, one employment `e` with its
 * department `d`: the one in force, or else the next to begin. `e.from_on` is the first day of the unbroken
 * employment it belongs to, so that a transfer is no new start; nobody else is left in the query. It is
 * looked up only where a query asks for it: the outer subquery has no LIMIT, and so dissolves.
 */
export function workOn(day: Day): SQL {
  return sql`join lateral (
      select w.department_id, w.position, w.type, (
          select max(x.from_on) from employments x
          where x.person_id = w.person_id and x.superseded_at is null and x.from_on <= w.from_on
            and not exists (
              select from employments y
              where y.person_id = w.person_id and y.superseded_at is null and y.from_on < x.from_on
                and y.until_on >= x.from_on - 1
            )
        ) as from_on
      from (
        select person_id, department_id, position, type, from_on from employments
        where person_id = p.id and superseded_at is null
          and (until_on is null or until_on >= ${day}::date)
        order by from_on limit 1
      ) w
    ) e on true
    join departments d on d.id = e.department_id`;
}
