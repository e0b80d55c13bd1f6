import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/**
 * Everybody a directory service may see, for a FROM: person `p`, what it calls them `r`, their work `e` on the day,
 * or the next, or the last, or the last that was taken back, its department `d` and its supervisor `m`.
 */
export function usersOn(day: Day): SQL {
  return sql`people p
    left join provisioned_people r on r.person_id = p.id
    left join lateral (
      select department_id, position, type, supervisor_id, until_on, superseded_at from employments
      where person_id = p.id
      order by superseded_at is not null, superseded_at desc, coalesce(until_on < ${day}::date, false),
        case when until_on < ${day}::date then null else from_on end, until_on desc
      limit 1
    ) e on true
    left join departments d on d.id = e.department_id
    left join people m on m.id = e.supervisor_id`;
}

/** `p` works here on the day, or will. */
export function isActive(day: Day): SQL {
  return sql`(e.superseded_at is null and e.type is not null
    and coalesce(e.until_on >= ${day}::date, true))`;
}

/** Nobody from outside is seen, and nobody deleted who does not work here again. */
export function isVisible(day: Day): SQL {
  return sql`(not p.is_outside and (r.removed_at is null or ${isActive(day)}))`;
}

/** What a directory service is told somebody is called: as it wrote it, or else their address or number. */
export const userName = sql`coalesce(r.user_name, p.email, p.employee_number)`;

/** When something a directory service sees of `p` was last changed. */
export const changedAt = sql`greatest(p.created_at, r.changed_at,
  (select max(greatest(x.recorded_at, x.superseded_at)) from employments x where x.person_id = p.id),
  (select max(f.until_at) from former_names f where f.person_id = p.id))`;
