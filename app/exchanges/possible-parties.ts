import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { type Adviser, describeAdvisers, readAdvisersFor } from "./advisers.ts";

/** To whom a request would go, as its form says before it is sent. */
export type Addressees = {
  /** Who reads it at once. */
  to: Adviser[];
  /** Who would, were all of those part of the exchange. */
  instead: Adviser[];
  /** Who can be told to be part of it, so that it is kept from them. */
  possibleParties: Adviser[];
};

/** To whom a request of the viewer would go today, and from whom it can be kept. */
export async function readAddressees(
  { personId }: Viewer,
  { db, ...portal }: Portal,
): Promise<Addressees> {
  const { today } = await clockOf(portal);
  const [to, possibleParties] = await Promise.all([
    readAdvisersFor(db, personId, [], today),
    readPossibleParties(db, personId, today),
  ]);
  const ids = to.map((one) => one.personId);
  const instead = await readAdvisersFor(db, personId, ids, today);
  return { to, instead, possibleParties };
}

/**
 * Who could be told to be part of an exchange, so that it is kept from them: the supervisor and all of Human
 * Resources, also those who are away and would read it once they are back, and who advises in their place.
 */
async function readPossibleParties(db: Executor, personId: string, today: Day) {
  const supervisor = sql`
    select e.supervisor_id from employments e
    where e.person_id = ${personId} and e.supervisor_id is not null and ${inForce("e", today)}`;
  const advising = sql`
    select c.id from (
      ${supervisor}
      union select g.person_id from grants g where g.role = 'hr-training' and g.revoked_at is null
      union select advisers_for(${personId}, '{}', ${today})
      union select advisers_for(${personId}, array(${supervisor}), ${today})
    ) c (id)
    where c.id <> ${personId} and exists (
      select from people p where p.id = c.id and (p.is_outside or exists (
        select from employments e where e.person_id = p.id and ${inForce("e", today)}
      ))
    )`;
  return describeAdvisers(db, advising, personId, today);
}

/** Ids of those of the handles that could be told to be part of an exchange. */
export async function readOffered(
  { personId }: Viewer,
  tx: Executor,
  handles: string[],
  today: Day,
): Promise<string[]> {
  const offered = await readPossibleParties(tx, personId, today);
  return offered.filter(({ handle }) => handles.includes(handle)).map((one) => one.personId);
}
