import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { inForce } from "./in-force.ts";

/**
 * The person `p` reports to the viewer on the day: directly, or also through others. It stands in the WHERE
 * of every read a supervisor makes, so that to anyone else there is nothing to find.
 */
export function reportsTo(
  viewer: Pick<Viewer, "personId">,
  day: Day,
  how: "directly" | "directly or below",
): SQL {
  const holds = inForce("e", day);
  const direct = sql`select e.person_id from employments e
    where e.supervisor_id = ${viewer.personId} and ${holds}`;
  if (how === "directly") return sql`p.id in (${direct})`;
  // "union" and not "union all": a circle of supervisors ends.
  return sql`(p.id <> ${viewer.personId} and p.id in (
    with recursive below (person_id) as (
      ${direct}
      union
      select e.person_id from employments e join below b on e.supervisor_id = b.person_id
      where ${holds}
    )
    select person_id from below
  ))`;
}
