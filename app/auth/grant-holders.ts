import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import { prefixQuery } from "../people/person.ts";
import { isAdministeredBy } from "./administered-by.ts";
import { operator } from "./case-roles.ts";
import { leftOn } from "./presence.ts";
import type { GrantedRole, Viewer } from "./viewer.ts";

/** A person as the administrator lists them: who they are and which roles they hold. */
type GrantHolder = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** The last day of somebody who has left; else null. */
  leftOn: Day | null;
  roles: HeldRole[];
};

type HeldRole = {
  role: GrantedRole;
  /** ISO 8601. */
  grantedAt: string;
  /** The name of who granted it; null for whoever set up the portal. */
  grantedBy: string | null;
  /** The name of the second person, or that it was whoever runs the server; null for what needed none. */
  confirmedBy: string | null;
  /** The last day on which it is held; null: until it is revoked. */
  untilOn: Day | null;
};

/** The order of the list: by name, along its index. */
export const holderOrder: Stretch[] = [
  {
    columns: [
      { at: "p.sort_name", holds: "name" },
      { at: "p.id", holds: "uuid" },
    ],
    indexed: 2,
  },
];

/**
 * A page of those who hold a grant, or, with words to search for, of anyone who has a name, number or
 * address beginning with them. To somebody who is no administrator there is nobody in it.
 */
export async function readGrantHolders(
  viewer: Viewer,
  db: Executor,
  { q, place, size = 50 }: { q: string | undefined; place: Place | null; size?: number },
): Promise<PageOf<GrantHolder>> {
  const words = prefixQuery(q ?? "");
  const among = words
    ? sql`to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`
    : sql`exists (select from grants h where h.person_id = p.id and h.revoked_at is null)`;
  const page = await readPage<GrantHolder & { key: string[] }>(
    holderOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      db.execute(sql`
        select ${key} as key, ${holder} from people p
        where ${isAdministeredBy(viewer)} and ${among} and ${where}
        order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(({ key: _, ...row }) => row) };
}

/** One person by their handle; undefined where there is none, and for somebody who is no administrator. */
export async function readGrantHolder(
  viewer: Viewer,
  db: Executor,
  handle: string,
): Promise<GrantHolder | undefined> {
  const [found] = await db.execute<GrantHolder>(sql`
    select ${holder} from people p
    where ${isAdministeredBy(viewer)} and p.handle = ${handle.slice(0, 100)}`);
  return found;
}

const holder = sql`p.id as "personId", p.handle, p.given_name as "givenName",
  p.family_name as "familyName", p.email, ${leftOn(sql`p.id`)} as "leftOn", (
    select coalesce(json_agg(json_build_object(
      'role', g.role, 'grantedAt', g.granted_at, 'untilOn', g.until_on,
      'grantedBy', b.given_name || ' ' || b.family_name,
      'confirmedBy', case when a.request is not null
        then coalesce(c.given_name || ' ' || c.family_name, ${operator}) end) order by g.role), '[]')
    from grants g join given_grants given on given.id = g.id left join people b on b.id = g.granted_by
      left join grant_answers a on a.request = given.request left join people c on c.id = a.answered_by
    where g.person_id = p.id and g.revoked_at is null
  ) as roles`;
