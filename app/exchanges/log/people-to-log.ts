import { sql } from "drizzle-orm";
import type { Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import { inForce } from "../../people/in-force.ts";
import { prefixQuery } from "../../people/person.ts";
import { reportsTo } from "../../people/reports.ts";
import type { Portal } from "../../portal.ts";
import { shownPeople } from "../words.ts";

/** Somebody the viewer may log an exchange of. */
export type PersonToLog = { handle: string; name: string; work: string };

/**
 * People whose exchanges the viewer logs: without a search those who report to them, otherwise whoever it finds
 * of them and those below, by name; one more than are shown where there are more.
 */
export async function findPeopleToLog(
  viewer: Viewer,
  portal: Portal,
  typed: string,
): Promise<PersonToLog[]> {
  const { today } = await clockOf(portal);
  const words = prefixQuery(typed);
  return portal.db.execute<PersonToLog>(sql`
    select p.handle, p.given_name || ' ' || p.family_name as name, e.position || ', ' || d.name as work
    from people p
      join employments e on e.person_id = p.id and ${inForce("e", today)}
      join departments d on d.id = e.department_id
    where ${reportsTo(viewer, today, words ? "directly or below" : "directly")}
      ${words ? sql`and to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})` : sql``}
    order by p.sort_name, p.id limit ${shownPeople + 1}`);
}
