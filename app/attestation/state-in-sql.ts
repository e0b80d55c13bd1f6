import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/**
 * What the assignment `a` is on a day: `attestationState` as SQL. Lists read standings instead, which say the
 * same of today.
 */
export function stateOn(day: Day): SQL {
  return sql`case
    when a.settled_as is not null then a.settled_as::text
    when (
      select true from exemptions where person_id = a.person_id and ${heldOn(day)} limit 1
    ) then 'exempt'
    when (
      select true from leaves where person_id = a.person_id and ${heldOn(day)} limit 1
    ) then 'on-leave'
    when a.due_on < ${day} then 'overdue'
    when a.started_at is not null then 'learning'
    else 'assigned'
  end`;
}

/** The dated row at hand holds on a day and was not corrected since. */
export function heldOn(day: Day): SQL {
  return sql`superseded_at is null and from_on <= ${day} and (until_on is null or until_on >= ${day})`;
}
