import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "./viewer.ts";

/**
 * The viewer holds the grant "Administrator" at this moment. It stands in the WHERE of every read of an administrator,
 * so that to anyone else there is nothing to find.
 */
export function isAdministeredBy(viewer: Viewer): SQL {
  return sql`exists (
    select from grants own
    where own.person_id = ${viewer.personId} and own.role = 'administrator' and own.revoked_at is null
  )`;
}
