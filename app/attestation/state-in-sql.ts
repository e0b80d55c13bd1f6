import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import { inForce } from "../people/in-force.ts";

/**
 * What the assignment `a` is on a day: `attestationState` as SQL. Lists read standings instead, which say the
 * same of today.
 */
export function stateOn(day: Day): SQL {
  return sql`case
    when a.settled_as is not null then a.settled_as::text
    when (
      select true from exemptions where person_id = a.person_id and ${inForce("exemptions", day)} limit 1
    ) then 'exempt'
    when (
      select true from leaves where person_id = a.person_id and ${inForce("leaves", day)} limit 1
    ) then 'on-leave'
    when a.due_on < ${day} then 'overdue'
    when a.started_at is not null then 'learning'
    else 'assigned'
  end`;
}
