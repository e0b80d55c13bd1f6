import { type SQL, sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { turnRollUps } from "../dashboard/turn-roll-ups.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import type { EmploymentType } from "./employment.ts";
import { inSearchOrder, lookUpSearch, orderOfSearch } from "./found-by-words.ts";
import { lookUpDepartment } from "./look-up-department.ts";
import type { PeopleFilter } from "./people-filter.ts";

/** A person as the directory lists them, with the employment of today, or the next, or the last. */
type ListedPerson = {
  handle: string;
  givenName: string;
  familyName: string;
  department: string | null;
  type: EmploymentType | null;
  untilOn: Day | null;
  supervisor: { handle: string; givenName: string; familyName: string } | null;
};

/** The order of the directory: by name, along its index; a search begins with family names. */
export function directoryOrder({ q }: PeopleFilter): Stretch[] {
  return orderOfSearch(byName, q);
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

/** A page of the directory; to somebody without the grant there is nobody in it. */
export async function readPeople(
  viewer: Viewer,
  portal: Portal,
  filter: PeopleFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedPerson>> {
  await turnRollUps(portal);
  const [departmentId, search] = await Promise.all([
    lookUpDepartment(portal.db, filter.department),
    lookUpSearch(portal.db, filter.q),
  ]);
  const page = await readPage<ListedPerson & { key: string[] }>(
    inSearchOrder(byName, search),
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
      select p.handle, p.given_name as "givenName", p.family_name as "familyName", cut.key,
        d.name as department, e.type, e.until_on::text as "untilOn",
        case when s.id is not null then json_build_object('handle', s.handle,
          'givenName', s.given_name, 'familyName', s.family_name) end as supervisor
      from (
        select e.person_id as id, ${key} as key from directory_entries e
        where ${isSeenBy(viewer)} and ${isListed(filter, departmentId)} and ${where}
        order by ${order} limit ${limit}
      ) cut
        join directory_entries e on e.person_id = cut.id
        join people p on p.id = cut.id
        left join departments d on d.id = e.department_id
        left join people s on s.id = e.supervisor_id
      order by ${order}`),
  );
  return { ...page, rows: page.rows.map(({ key, ...row }) => row) };
}

/** The entry `e` is of somebody the filter asks for. */
function isListed({ type, who, address }: PeopleFilter, departmentId: string | null): SQL {
  const conditions = [
    who === "everyone" ? sql`true` : sql`e.is_present`,
    departmentId ? sql`e.department_id = ${departmentId}` : null,
    type ? sql`e.type = ${type}` : null,
    address ? sql`e.address <> 'working' and e.address = ${address}` : null,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}

/** The names of all departments, for choosing one. */
export async function readDepartments(viewer: Viewer, portal: Portal): Promise<string[]> {
  const rows = await portal.db.execute<{ name: string }>(
    sql`select name from departments where ${isSeenBy(viewer)} order by name`,
  );
  return rows.map(({ name }) => name);
}
