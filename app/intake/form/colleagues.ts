import { sql } from "drizzle-orm";
import type { Viewer } from "../../auth/viewer.ts";
import { turnRollUps } from "../../dashboard/turn-roll-ups.ts";
import { readPage, type Stretch } from "../../keyset.ts";
import { inSearchOrder, lookUpSearch } from "../../people/found-by-words.ts";
import type { Portal } from "../../portal.ts";

/** Somebody who works for the City, as another employee may find them: no number, no address. */
export type Colleague = { personId: string; name: string; position: string; department: string };

/** At most so many at once: a name finds fewer. */
const most = 20;

/**
 * Who works for the City today and is called so. Only for somebody who does, too: for others there is nobody
 * in the directory.
 */
export async function findColleagues(
  viewer: Viewer,
  portal: Portal,
  typed: string,
): Promise<{ found: Colleague[]; isMore: boolean }> {
  // By name only: an employee number is half a sign-in, and finds nobody here.
  const search = await lookUpSearch(portal.db, typed.replace(/\S*\d\S*/g, " "));
  if (!search) return { found: [], isMore: false };
  await turnRollUps(portal);
  const page = await readPage<Colleague & { key: string[] }>(
    inSearchOrder(byName, search),
    { place: null, size: most },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${columns}, ${key} as key ${among}
        where ${isSeenByColleague(viewer)} and ${where} order by ${order} limit ${limit}`),
  );
  return {
    found: page.rows.map(({ key, ...colleague }) => colleague),
    isMore: page.next !== null,
  };
}

/** Those of these people whom this viewer may find. */
export async function readColleagues(
  viewer: Viewer,
  portal: Portal,
  personIds: string[],
): Promise<Colleague[]> {
  if (personIds.length === 0) return [];
  return portal.db.execute<Colleague>(sql`
    select ${columns} ${among}
    where ${isSeenByColleague(viewer)}
      and e.person_id in (select value::uuid from json_array_elements_text(${JSON.stringify(personIds)}::text::json))
    order by e.sort_name, e.person_id`);
}

/** Whether this viewer may search the directory. */
export async function isColleague(viewer: Viewer, portal: Portal): Promise<boolean> {
  const [row] = await portal.db.execute<{ holds: boolean }>(
    sql`select exists (
      select from directory_entries v where v.person_id = ${viewer.personId} and v.is_present
    ) as holds`,
  );
  return row?.holds ?? false;
}

const byName: Stretch[] = [
  {
    columns: [
      { at: "e.sort_name", holds: "name" },
      { at: "e.person_id", holds: "uuid" },
    ],
    indexed: 2,
  },
];

const columns = sql`p.id as "personId", p.given_name || ' ' || p.family_name as name,
  coalesce(e.position, '') as position, coalesce(d.name, '') as department`;

const among = sql`
  from directory_entries e
    join people p on p.id = e.person_id
    left join departments d on d.id = e.department_id`;

const isSeenByColleague = ({ personId }: Viewer) => sql`e.is_present and exists (
  select from directory_entries v where v.person_id = ${personId} and v.is_present
)`;
