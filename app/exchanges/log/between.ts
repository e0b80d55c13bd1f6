import { sql } from "drizzle-orm";
import type { Viewer } from "../../auth/viewer.ts";
import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import { inForce } from "../../people/in-force.ts";

/** A supervisor between somebody who writes a log and whom it is about. */
export type Between = { personId: string; handle: string; name: string };

/**
 * The supervisors of the person, and theirs, below the viewer, the nearest first: a log can be kept from them.
 * Nobody where the viewer does not stand above the person, or directly above.
 */
export async function readBetween(
  db: Executor,
  { personId }: Pick<Viewer, "personId">,
  about: string,
  day: Day,
): Promise<Between[]> {
  return db.execute<Between>(sql`
    with recursive line (id, steps) as (
      select p.id, 0 from people p where p.handle = ${about}
      union all
      select e.supervisor_id, l.steps + 1 from line l join employments e on e.person_id = l.id
      where l.id <> ${personId} and l.steps < 50 and e.supervisor_id is not null and ${inForce("e", day)}
    )
    select p.id as "personId", p.handle, p.given_name || ' ' || p.family_name as name
    from (select id, min(steps) as steps from line where steps > 0 group by id) l
      join people p on p.id = l.id
    where p.id <> ${personId} and p.handle <> ${about}
      and exists (select from line where id = ${personId})
    order by l.steps, p.id`);
}
