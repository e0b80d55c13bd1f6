import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { inForce } from "../people/in-force.ts";

/**
 * The exchange `x` is the viewer's to advise in on the day. While it is open: the supervisor's; where there is
 * none, they are away, cannot sign in, are part of it or work below who is, that of Human Resources, then of who
 * handles cases, the city manager, the outside officer; besides that of a supervisor further up who began it. A
 * closed one stays with who closed it, and with who began it where they stood above the person then. It is never its own person's, nor of anybody who is part of it. The
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
export function readAdvisersFor(
  db: Executor,
  personId: string,
  parties: string[],
  day: Day,
): Promise<Adviser[]> {
  const advising = sql`select advisers_for(${personId}, ${`{${parties.join(",")}}`}::uuid[], ${day})`;
  return describeAdvisers(db, advising, personId, day);
}

/** Who advises in an exchange on the day, and so reads it; nobody: an empty list. */
export function readAdvisersOf(
  db: Executor,
  { id, personId }: { id: string; personId: string },
  day: Day,
): Promise<Adviser[]> {
  return describeAdvisers(db, advisersIn(id, day), personId, day);
}

/** Ids of those who advise in an exchange on the day, for the notices it owes. */
export async function readAdviserIds(
  db: Executor,
  exchangeId: string,
  day: Day,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select a.id from (${advisersIn(exchangeId, day)}) a (id) order by a.id`);
  return rows.map(({ id }) => id);
}

/** Those an exchange is asked of, who began it, who closed it: as far as `advises` says that they do. */
const advisersIn = (exchangeId: string, day: Day) => sql`
  select c.id from (
    select advisers_of(${exchangeId}, ${day})
    union select begun_by from exchanges where id = ${exchangeId}
    union select "by" from exchange_acts where exchange_id = ${exchangeId} and act = 'closed'
  ) c (id)
  where advises(c.id, ${exchangeId}, ${day})`;

/** Names those whose ids a query gives, the person's supervisor first. */
export function describeAdvisers(
  db: Executor,
  ids: SQL,
  personId: string,
  day: Day,
): Promise<Adviser[]> {
  return db.execute<Adviser>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      (select e.position from employments e where e.person_id = p.id and ${inForce("e", day)} limit 1) as position,
      s.id is not null as "isSupervisor"
    from (${ids}) a (id) join people p on p.id = a.id
      left join lateral (
        select e.supervisor_id as id from employments e
        where e.person_id = ${personId} and e.supervisor_id = p.id and ${inForce("e", day)}
      ) s on true
    order by s.id is null, p.sort_name, p.id`);
}
