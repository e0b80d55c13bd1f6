import { type SQL, sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch, wholeList } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import type { AuthorizationFilter } from "./authorization-filter.ts";
import type { AuthorizationStanding } from "./authorization-standing.ts";
import { inForce } from "./in-force.ts";
import { prefixQuery } from "./person.ts";

/** An entry of the register as a list shows it. */
export type ListedAuthorization = {
  reference: string;
  handle: string;
  givenName: string;
  familyName: string;
  subject: string;
  /** Empty for anywhere online. */
  channels: string[];
  authorizedBy: string;
  basis: string;
  fromOn: Day;
  untilOn: Day | null;
  /** The last day it held or will hold: its own end, or that of the person's employment; null while open. */
  lastOn: Day | null;
  standing: AuthorizationStanding;
};

/** What is in force today comes first, by name; then what is still to begin; then what ended last. */
export const authorizationOrder: Stretch[] = [
  {
    of: sql`x.standing = 'in-force'`,
    columns: [
      { at: "x.sort_name", holds: "name" },
      { at: "x.id", holds: "uuid" },
    ],
    indexed: 1,
  },
  {
    of: sql`x.standing = 'waiting'`,
    columns: [
      { at: "x.from_on", holds: "day" },
      { at: "x.id", holds: "uuid" },
    ],
    indexed: 1,
  },
  {
    of: sql`x.standing = 'past'`,
    columns: [
      { at: "x.last_on", holds: "day" },
      { at: "x.id", holds: "uuid" },
    ],
    indexed: 1,
    falling: true,
  },
];

/** A page of the register; to somebody without the grant there is nothing in it. */
export async function readAuthorizations(
  viewer: Viewer,
  portal: Portal,
  filter: AuthorizationFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedAuthorization>> {
  const { today } = await clockOf(portal);
  const page = await readPage<ListedAuthorization & { key: string[] }>(
    authorizationOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${key} as key, ${listedColumns} from ${register(today)}
        where ${isListed(viewer, filter)} and ${where} order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(({ key, ...row }) => row) };
}

/** All entries of a filter in the order of the list, for a file: a register has thousands at the most. */
export async function readWholeRegister(
  viewer: Viewer,
  portal: Portal,
  filter: AuthorizationFilter,
): Promise<ListedAuthorization[]> {
  const { today } = await clockOf(portal);
  const rows: ListedAuthorization[] = [];
  for (const { where, order } of wholeList(authorizationOrder)) {
    const part = await portal.db.execute<ListedAuthorization>(sql`
      select ${listedColumns} from ${register(today)}
      where ${isListed(viewer, filter)} and ${where} order by ${order}`);
    rows.push(...part);
  }
  return rows;
}

/** One entry as the list shows it; undefined where there is none, or none the viewer may see. */
export async function readListedAuthorization(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<ListedAuthorization | undefined> {
  const { today } = await clockOf(portal);
  const [entry] = await portal.db.execute<ListedAuthorization>(sql`
    select ${listedColumns} from ${register(today)}
    where ${isSeenBy(viewer)} and x.reference = ${reference.slice(0, 40)}`);
  return entry;
}

/** The person `p` is employed on the day, or from outside: without that no authorization of theirs holds. */
export function worksOn(day: Day): SQL {
  return sql`(p.is_outside or exists (
    select from employments w where w.person_id = p.id and ${inForce("w", day)}
  ))`;
}

const listedColumns = sql`x.reference, x.handle, x.given_name as "givenName",
  x.family_name as "familyName", x.subject, x.channels, x.authorizer as "authorizedBy", x.basis,
  x.from_on::text as "fromOn", x.until_on::text as "untilOn",
  nullif(x.last_on, 'infinity')::text as "lastOn", x.standing`;

/** The entries as they hold by now, each with its standing on the day and its last day. */
function register(day: Day): SQL {
  return sql`(
    select a.*, case
        when a.last_on < ${day} then 'past'
        when a.from_on <= ${day} and ${worksOn(day)} then 'in-force'
        else 'waiting'
      end as standing,
      p.handle, p.given_name, p.family_name, p.sort_name, p.search_words,
      b.given_name || ' ' || b.family_name as authorizer
    from (
      select own.*, least(coalesce(own.until_on, 'infinity'), (
        select case when who.is_outside then 'infinity'
          else coalesce(max(coalesce(e.until_on, 'infinity')), own.from_on - 1) end
        from people who left join employments e on e.person_id = who.id and e.superseded_at is null
        where who.id = own.person_id group by who.id
      )) as last_on
      from authorizations own where own.superseded_at is null
    ) a
      join people p on p.id = a.person_id
      join people b on b.id = a.authorized_by
  ) x`;
}

function isListed(viewer: Viewer, { q, standing }: AuthorizationFilter): SQL {
  const words = prefixQuery(q ?? "");
  return sql`${isSeenBy(viewer)}
    ${standing ? sql`and x.standing = ${standing}` : sql``}
    ${
      words
        ? sql`and (to_tsvector('simple', x.search_words) || to_tsvector('simple', x.subject))
            @@ to_tsquery('simple', ${words})`
        : sql``
    }`;
}
