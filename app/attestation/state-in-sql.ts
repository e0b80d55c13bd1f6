import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import { uncounted } from "../people/found-by.ts";
import type { AttestationState } from "./state.ts";

/**
 * What the assignment `a` is on a day: `attestationState` as SQL. The subqueries are scalar on purpose:
 * PostgreSQL would answer an `exists` by reading every leave of the City for one page of fifty.
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

/** The assignment `a` is in this state on this day, said so that an index can find it. */
export function isInState(state: AttestationState, day: Day): SQL {
  return sql`${hint(state, day)} and ${uncounted(sql`${stateOn(day)} = ${state}`)}`;
}

/** The dated row at hand holds on a day and was not corrected since. */
export function heldOn(day: Day): SQL {
  return sql`superseded_at is null and from_on <= ${day} and (until_on is null or until_on >= ${day})`;
}

/** What is true of every assignment in a state, by columns that have an index. */
function hint(state: AttestationState, day: Day): SQL {
  switch (state) {
    case "acknowledged":
    case "refused":
    case "ended":
      return sql`a.settled_at is not null and a.settled_as = ${state}`;
    case "overdue":
      return sql`a.settled_at is null and a.due_on < ${day}`;
    case "on-leave":
      return sql`a.settled_at is null
        and a.person_id in (select person_id from leaves where ${heldOn(day)})`;
    case "exempt":
      return sql`a.settled_at is null
        and a.person_id in (select person_id from exemptions where ${heldOn(day)})`;
    default:
      return sql`a.settled_at is null and a.due_on >= ${day}`;
  }
}
