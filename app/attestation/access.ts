import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";

/**
 * The viewer holds the grant "HR, training" at this moment. It stands in the WHERE of every read of other
 * people's attestations, so that to anyone else there is nothing to find.
 */
export function isSeenBy(viewer: Viewer): SQL {
  return sql`exists (
    select from grants g
    where g.person_id = ${viewer.personId} and g.role = 'hr-training' and g.revoked_at is null
  )`;
}
