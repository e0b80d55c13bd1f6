import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { prefixQuery } from "../people/person.ts";
import { presentEmployment } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";

/** Somebody of the directory, as whoever enters a report chooses them. */
export type FoundPerson = {
  personId: string;
  handle: string;
  name: string;
  email: string | null;
  /** Position and department, of today or last; null for somebody from outside. */
  work: string | null;
};

/** So many are shown: whoever finds more types more of the name. */
const shown = 20;

/** People by name, number or address, as typed; to somebody who handles no reports there are none. */
export async function searchDirectory(
  viewer: Viewer,
  portal: Portal,
  typed: string,
): Promise<FoundPerson[]> {
  const words = prefixQuery(typed);
  if (!words) return [];
  return readFound(
    portal,
    mayHandle(viewer),
    sql`to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`,
  );
}

/** People by their handles, likewise. */
export async function readChosen(
  viewer: Viewer,
  portal: Portal,
  handles: string[],
): Promise<FoundPerson[]> {
  if (handles.length === 0) return [];
  const list = sql.join(
    handles.map((handle) => sql`${handle}`),
    sql`, `,
  );
  return readFound(portal, mayHandle(viewer), sql`p.handle in (${list})`);
}

const mayHandle = (viewer: Viewer) => sql`exists (
  select from grants g where g.person_id = ${viewer.personId} and g.revoked_at is null
    and g.role in ('hr-cases', 'city-manager', 'outside-officer')
)`;

/** The people `p` of a condition, where `may` says that this viewer may look for any. */
export async function readFound(portal: Portal, may: SQL, which: SQL): Promise<FoundPerson[]> {
  const { today } = await clockOf(portal);
  return portal.db.execute<FoundPerson>(sql`
    select p.id as "personId", p.handle, p.given_name || ' ' || p.family_name as name, p.email,
      e.position || ', ' || d.name as work
    from (
      select * from people p where ${which} and ${may}
      order by p.sort_name, p.id limit ${shown}
    ) p ${presentEmployment(today, "page")} left join departments d on d.id = e.department_id
    order by p.sort_name, p.id`);
}
