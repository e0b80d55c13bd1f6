import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { prefixQuery } from "../people/person.ts";
import { isAuditedBy } from "./auditor.ts";

/** Somebody whose records can be searched for. */
type PersonFound = { id: string; handle: string; name: string };

/** So many people are offered to choose from. */
const peopleOffered = 20;

/**
 * The people a search by name or number finds, by name: the one whose whole number it is, or the first of
 * them. `more`: there are others. To somebody who is no auditor there is nobody.
 */
export async function findPeople(
  viewer: Viewer,
  db: Executor,
  typed: string,
): Promise<{ people: PersonFound[]; more: boolean }> {
  const columns = sql`p.id, p.handle, p.given_name || ' ' || p.family_name as name`;
  const [exact] = await db.execute<PersonFound>(sql`
    select ${columns} from people p where p.handle = ${typed} and ${isAuditedBy(viewer)}`);
  if (exact) return { people: [exact], more: false };
  const found = await db.execute<PersonFound>(sql`
    select ${columns} from people p
    where to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${prefixQuery(typed)})
      and ${isAuditedBy(viewer)}
    order by p.sort_name, p.id limit ${peopleOffered + 1}`);
  return { people: found.slice(0, peopleOffered), more: found.length > peopleOffered };
}

/** How the people of ids are called in a sentence: "Helen Osei (1002)". */
export async function readNames(
  viewer: Viewer,
  db: Executor,
  ids: (string | null)[],
): Promise<(personId: string) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows =
    wanted.length === 0
      ? []
      : await db.execute<{ id: string; name: string }>(sql`
          select p.id, p.given_name || ' ' || p.family_name || ' (' || p.handle || ')' as name
          from people p
          where p.id = any(${`{${wanted.join(",")}}`}::uuid[]) and ${isAuditedBy(viewer)}`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (personId) => names.get(personId) ?? "somebody who is not in the directory";
}
