import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";

/**
 * Lets one transaction at a time change the directory by hand or by import: the others wait here, so that
 * what one of them looked at is still so when it writes.
 */
export async function holdDirectory(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signpost: the directory'))`);
}
