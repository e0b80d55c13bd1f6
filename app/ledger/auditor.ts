import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";

/**
 * The viewer holds the grant "Auditor" at this moment. It stands in the WHERE of every read of the ledger by
 * others, so that to anyone else there is nothing to find.
 */
export function isAuditedBy(viewer: Viewer): SQL {
  return sql`exists (
    select from grants g
    where g.person_id = ${viewer.personId} and g.role = 'auditor' and g.revoked_at is null
  )`;
}
