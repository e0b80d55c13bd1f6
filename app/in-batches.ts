import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./db.ts";

const batch = 1000;
const beforeAll = "00000000-0000-0000-0000-000000000000";

/**
 * Does something about many rows, a thousand at a time in the order of their ids, each batch read and done
 * in a transaction of its own under the lock of that name: a process that dies at any line leaves whole
 * batches, and two at once do nothing twice.
 */
export async function inBatches<R extends { id: string }>(
  db: Database,
  lock: string,
  read: (tx: Transaction, after: string, limit: number) => Promise<R[]>,
  act: (tx: Transaction, rows: R[]) => Promise<void>,
): Promise<void> {
  let after: string | undefined = beforeAll;
  while (after) {
    const from: string = after;
    after = await db.transaction(async (tx) => {
      await holdLock(tx, lock);
      const rows = await read(tx, from, batch);
      if (rows.length > 0) await act(tx, rows);
      return rows.length === batch ? rows.at(-1)?.id : undefined;
    });
  }
}

/** Waits until no other transaction holds the lock of this name, and holds it until this one ends. */
export async function holdLock(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`signpost: ${name}`}))`);
}
