import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Portal } from "../../portal.ts";

/**
 * The list of changes exactly as its digest covers it: SHA-256 of these bytes is what the ledger says. One
 * line a person, [kind, number, given name, family name, changes].
 */
export async function readLines(viewer: Viewer, portal: Portal, number: number): Promise<string> {
  const [found] = await portal.db.execute<{ lines: string | null }>(sql`
    select string_agg(
      jsonb_build_array(kind, number, given_name, family_name, changes)::text, E'\n'
      order by number collate "C", kind collate "C") as lines
    from directory_import_changes where import = ${number} and ${isSeenBy(viewer)}`);
  return found?.lines ?? "";
}
