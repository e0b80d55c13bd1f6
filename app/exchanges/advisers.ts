import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/**
 * The exchange `x` is the viewer's to advise in on the day. While it is open: the supervisor's; where there is
 * none, they are away, cannot sign in, are part of it or work below who is, that of Human Resources, then of who
 * handles cases, the city manager, the outside officer; besides that of a supervisor further up who began it. A
 * closed one stays with who closed it. It is never its own person's, nor of anybody who is part of it. The
 * database function `advises` says the same to every act.
 */
export function isAdvisedBy({ personId }: Pick<Viewer, "personId">, day: Day): SQL {
  return sql`advises(${personId}, x.id, ${day})`;
}

/** Somebody who advises, as the one who asks reads it. */
export type Adviser = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  position: string | null;
  isSupervisor: boolean;
};

/** Who would advise this person on the day, were these people part of the exchange; nobody: an empty list. */
export async function readAdvisersFor(
  db: Executor,
  personId: string,
  parties: string[],
  day: Day,
): Promise<Adviser[]> {
  return db.execute<Adviser>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      (select e.position from employments e where e.person_id = p.id and ${inForce(day)} limit 1) as position,
      exists (
        select from employments e
        where e.person_id = ${personId} and e.supervisor_id = p.id and ${inForce(day)}
      ) as "isSupervisor"
    from advisers_for(${personId}, ${`{${parties.join(",")}}`}::uuid[], ${day}) a join people p on p.id = a
    order by p.sort_name, p.id`);
}

/** Ids of those who advise in an exchange that is open, for the notices it owes. */
export async function readAdviserIds(
  db: Executor,
  exchangeId: string,
  day: Day,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select a as id from advisers_of(${exchangeId}, ${day}) a order by a`);
  return rows.map(({ id }) => id);
}

const inForce = (day: Day) => sql`e.superseded_at is null and e.from_on <= ${day}
  and (e.until_on is null or e.until_on >= ${day})`;
