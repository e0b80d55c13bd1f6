import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";

/** How many people who work here, or will, no mail reaches: without an address, or with one that refuses. */
export type Unreached = { none: number; failing: number };

/** Counts them; to somebody without the grant there is nobody. */
export async function readUnreached(viewer: Viewer, { db }: Portal): Promise<Unreached> {
  const rows = await db.execute<{ address: keyof Unreached; count: number }>(sql`
    select address, sum(count)::int as count from address_counts_now
    where ${isSeenBy(viewer)} and is_present and address <> 'working' group by 1`);
  return {
    none: 0,
    failing: 0,
    ...Object.fromEntries(rows.map((row) => [row.address, row.count])),
  };
}
