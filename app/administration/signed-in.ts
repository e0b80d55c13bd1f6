import { sql } from "drizzle-orm";
import { isAdministeredBy } from "../auth/administered-by.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import { prefixQuery } from "../people/person.ts";

/** Somebody who is signed in somewhere: in how many places, and since when. */
type SignedInPerson = {
  handle: string;
  givenName: string;
  familyName: string;
  sessions: number;
  since: Date;
};

/** The order of the list: by name. */
export const signedInOrder: Stretch[] = [
  {
    columns: [
      { at: "p.sort_name", holds: "name" },
      { at: "p.id", holds: "uuid" },
    ],
    indexed: 2,
  },
];

/** A page of who is signed in at this moment; to somebody who is no administrator there is nobody. */
export async function readSignedIn(
  viewer: Viewer,
  db: Executor,
  { q, place, size = 50 }: { q: string | undefined; place: Place | null; size?: number },
): Promise<PageOf<SignedInPerson>> {
  const words = prefixQuery(q ?? "");
  const isFound = words
    ? sql`to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`
    : sql`true`;
  const page = await readPage<Omit<SignedInPerson, "since"> & { since: string; key: string[] }>(
    signedInOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      db.execute(sql`
        select ${key} as key, p.handle, p.given_name as "givenName", p.family_name as "familyName",
          s.sessions, s.since
        from (
          select person_id, count(*)::int as sessions, min(started_at) as since from sessions
          where least(expires_at, ends_at) > now() group by person_id
        ) s join people p on p.id = s.person_id
        where ${isAdministeredBy(viewer)} and ${isFound} and ${where}
        order by ${order} limit ${limit}`),
  );
  return {
    ...page,
    rows: page.rows.map(({ key: _, since, ...row }) => ({ ...row, since: new Date(since) })),
  };
}
