import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { grants } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Executor } from "../db.ts";
import { prefixQuery } from "../people/person.ts";
import type { GrantedRole, Viewer } from "./viewer.ts";

/** A person as the administrator sees them: who they are and which roles they hold. */
export type GrantHolder = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  email: string | null;
  roles: { role: GrantedRole; grantedAt: Date; grantedBy: string | null }[];
};

const pageSize = 50;

/**
 * Fifty people by name: those who hold a grant, or, with words to search for, anyone those words begin a
 * name, number or address of. `after` and `before` are handles of people on the page one comes from. None
 * for a viewer who is no administrator.
 */
export async function readGrantHolders(
  viewer: Viewer,
  db: Executor,
  { words, after, before }: { words: string; after?: string | null; before?: string | null },
): Promise<{ people: GrantHolder[]; hasNext: boolean; hasPrevious: boolean }> {
  const backwards = Boolean(before);
  const from = before ?? after;
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(mayLook(viewer), among(words), from ? beyond(from, backwards) : undefined))
    .orderBy(
      ...(backwards
        ? [sql`${people.sortName} desc`, sql`${people.id} desc`]
        : [people.sortName, people.id]),
    )
    .limit(pageSize + 1);
  const hasMore = rows.length > pageSize;
  const ids = rows.slice(0, pageSize).map(({ id }) => id);
  return {
    people: await readHolders(db, inArray(people.id, ids)),
    hasNext: backwards || hasMore,
    hasPrevious: backwards ? hasMore : Boolean(after),
  };
}

/** One person by their handle; undefined where there is none, and for a viewer who is no administrator. */
export async function readGrantHolder(
  viewer: Viewer,
  db: Executor,
  handle: string,
): Promise<GrantHolder | undefined> {
  const [holder] = await readHolders(db, and(mayLook(viewer), eq(people.handle, handle)));
  return holder;
}

async function readHolders(db: Executor, where: SQL | undefined): Promise<GrantHolder[]> {
  const holders = await db
    .select({
      personId: people.id,
      handle: people.handle,
      givenName: people.givenName,
      familyName: people.familyName,
      email: people.email,
    })
    .from(people)
    .where(where)
    .orderBy(people.sortName, people.id);
  const held = await db
    .select({
      personId: grants.personId,
      role: grants.role,
      grantedAt: grants.grantedAt,
      grantedBy: sql<string | null>`(select given_name || ' ' || family_name from people
        where id = ${grants.grantedBy})`,
    })
    .from(grants)
    .where(
      and(
        isNull(grants.revokedAt),
        inArray(
          grants.personId,
          holders.map(({ personId }) => personId),
        ),
      ),
    )
    .orderBy(grants.role);
  const rolesOf = Map.groupBy(held, ({ personId }) => personId);
  return holders.map((holder) => ({
    ...holder,
    roles: (rolesOf.get(holder.personId) ?? []).map(({ personId: _, ...grant }) => grant),
  }));
}

const mayLook = (viewer: Viewer) => sql`exists (
  select from grants own
  where own.person_id = ${viewer.personId} and own.role = 'administrator' and own.revoked_at is null
)`;

function among(words: string): SQL {
  const query = prefixQuery(words);
  return query === null
    ? sql`exists (select from grants g where g.person_id = ${people.id} and g.revoked_at is null)`
    : sql`to_tsvector('simple', ${people.searchWords}) @@ to_tsquery('simple', ${query})`;
}

function beyond(handle: string, backwards: boolean): SQL {
  const place = sql`(${people.sortName}, ${people.id})`;
  const from = sql`(select sort_name, id from people where handle = ${handle})`;
  return backwards ? sql`${place} < ${from}` : sql`${place} > ${from}`;
}
