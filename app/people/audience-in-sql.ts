import { type SQL, sql } from "drizzle-orm";
import type { Audience } from "./audience.ts";

/** The employment `e` in the department `d` is one of the audience. `e.from_on` is its first day. */
export function isInAudience(audience: Audience): SQL {
  const { departments, positions, types, startedFrom, startedUntil } = audience;
  const parts = [
    departments && sql`d.name in ${departments}`,
    positions && sql`e.position in ${positions}`,
    types && sql`e.type::text in ${types}`,
    startedFrom && sql`e.from_on >= ${startedFrom}::date`,
    startedUntil && sql`e.from_on <= ${startedUntil}::date`,
  ].filter((part) => part !== undefined);
  return parts.length ? sql`(${sql.join(parts, sql` and `)})` : sql`true`;
}
