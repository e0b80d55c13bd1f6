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
