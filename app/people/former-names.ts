import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";

/** What a person was called, and their address, until a moment. Who changed it stands in the ledger. */
export type FormerName = {
  givenName: string;
  familyName: string;
  email: string | null;
  until: Date;
};

/** Reads them, the latest first. Nothing of a person the viewer may not see. */
export async function readFormerNames(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<FormerName[]> {
  const rows = await portal.db.execute<Omit<FormerName, "until"> & { until: string }>(sql`
    select given_name as "givenName", family_name as "familyName", email, until_at as until
    from former_names where person_id = ${personId} and ${isSeenBy(viewer)}
    order by until_at desc`);
  return rows.map((row) => ({ ...row, until: new Date(row.until) }));
}
