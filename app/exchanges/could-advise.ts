import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { inForce } from "../people/in-force.ts";

/**
 * Ids of the open exchanges that could be the viewer's to advise in on the day: of those who report to them, those
 * they logged, and, for who advises in a supervisor's place, those whose supervisor does not for certain. Each is
 * found along an index; `isAdvisedBy` is then asked of these few.
 */
export function couldAdvise({ personId }: Pick<Viewer, "personId">, day: Day): SQL {
  return sql`
    select o.exchange_id as id from employments e join open_exchanges o on o.person_id = e.person_id
    where e.supervisor_id = ${personId} and ${inForce("e", day)}
    union
    select o.exchange_id from open_exchanges o join exchanges x on x.id = o.exchange_id
    where x.begun_by = ${personId} and x.begun_as = 'log'
    union
    select o.exchange_id from open_exchanges o
    where exists (
      select from grants g where g.person_id = ${personId} and g.revoked_at is null
        and g.role in ('hr-training', 'hr-cases', 'city-manager', 'outside-officer')
    ) and not ${hasSupervisorForCertain(day)}`;
}

/** The person of the open exchange `o` has a supervisor who is here and can sign in, and nobody was named part of it. */
function hasSupervisorForCertain(day: Day): SQL {
  return sql`(
    not exists (select from exchange_parties t where t.exchange_id = o.exchange_id)
    and exists (
      select from employments e
        join employments s on s.person_id = e.supervisor_id and ${inForce("s", day)}
      where e.person_id = o.person_id and ${inForce("e", day)} and can_sign_in(e.supervisor_id) and not exists (
        select from leaves l where l.person_id = e.supervisor_id and ${inForce("l", day)}
      )
    )
  )`;
}
