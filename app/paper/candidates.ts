import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type PageOf, type Place, readPage } from "../keyset.ts";
import { peopleByName } from "../people/by-name.ts";
import { type Circle, isIn } from "../people/circle.ts";
import { prefixQuery } from "../people/person.ts";
import { presentEmployment } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";

/** Somebody for whom something is open, and who could therefore sign. */
export type Candidate = {
  handle: string;
  givenName: string;
  familyName: string;
  department: string | null;
  /** Ids of the tracks that are open. */
  tracks: string[];
};

/** A page of the people of a circle for whom something is open, by name, but for the viewer. */
export async function readCandidates(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  { q, place, size = 50 }: { q: string | undefined; place: Place | null; size?: number },
): Promise<PageOf<Candidate>> {
  const { today } = await clockOf(portal);
  const words = prefixQuery(q ?? "");
  const page = await readPage<Candidate & { key: string[] }>(
    peopleByName,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
      select p.handle, p.given_name as "givenName", p.family_name as "familyName", ${key} as key,
        d.name as department,
        array(
          select distinct a.track from assignments a
          where a.person_id = p.id and a.settled_at is null order by a.track
        ) as tracks
      from people p ${presentEmployment(today, "page")}
        left join departments d on d.id = e.department_id
      where ${isIn(circle, viewer, today)} and p.id <> ${viewer.personId} and ${where}
        and exists (select from assignments a where a.person_id = p.id and a.settled_at is null)
        ${words ? sql`and to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})` : sql``}
      order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(({ key: _, ...row }) => row) };
}
