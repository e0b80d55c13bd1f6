import { type SQL, sql } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";

/**
 * Whether a row of `people` has a way in on a day: somebody from outside, or whose employment is not over.
 * Where `people` stands in the query's FROM. Sessions ask the same with every request.
 */
export function belongsHere(today: Day): SQL<boolean> {
  return sql<boolean>`(${people.isOutside} or exists (
    select from employments e
    where e.person_id = ${people.id} and e.superseded_at is null
      and (e.until_on is null or e.until_on >= ${today})
  ))`;
}

/**
 * The last day of somebody who left, as text, also where they are to come back; null for whoever works here, never began
 * or is from outside. `person` is SQL of their id.
 */
export function leftOn(person: SQL): SQL<Day | null> {
  return sql`(
    select max(e.until_on)::text from employments e join people who on who.id = e.person_id
    where e.person_id = ${person} and e.superseded_at is null and not who.is_outside
      and e.from_on <= (select day from roll_up_day)
    having bool_and(coalesce(e.until_on < (select day from roll_up_day), false))
  )`;
}
