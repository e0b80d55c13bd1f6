import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { PacketImport } from "./packet.ts";
import { iso } from "./read-history.ts";

/** A person's own lines of the lists of changes of merged files, the first merged first. */
export async function readPacketImports(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<PacketImport[]> {
  const rows = await portal.db.execute<PacketImport>(sql`
    select i.number, r.recorded_at as merged_at, b.given_name || ' ' || b.family_name as merged_by,
      i.effective_on::text as effective_on, i.file_digest, i.changes_digest, r.id as record,
      jsonb_build_array(c.kind, c.number, c.given_name, c.family_name, c.changes)::text as line
    from directory_import_changes c
      join directory_imports i on i.number = c.import
      join ledger_records r on r.id = i.record_id
      left join people b on b.id = i.decided_by
    where c.person_id = ${personId} and i.stage = 'merged' and ${isSeenBy(viewer)}
    order by i.number, c.kind`);
  return rows.map((row) => ({ ...row, merged_at: iso(row.merged_at) }));
}
