import { sql } from "drizzle-orm";
import type { Executor } from "./db.ts";

/** The closed list of jobs, each with what it needs to be told. Running one twice does no harm. */
export type Tasks = {
  /** A new day may have begun: what follows from the calendar is brought up to date. */
  "turn-day": Record<string, never>;
  /** The directory, a version or a rule changed: assignments follow. */
  "bring-duties-up-to-date": Record<string, never>;
  /** A version was published: its notices are owed. */
  "announce-version": { version: string };
  /** A file of the directory arrived: it is read, checked and held against the directory. */
  "read-import": { import: number };
  /** HR said that a file of the directory is to be merged. */
  "merge-import": { import: number };
  /** Notices are owed, or a moment came at which one is tried again: what can be sent is sent. */
  "send-notices": Record<string, never>;
  /** A picture was added to a report: a copy to look at is made. */
  "make-viewing-copy": { file: string };
};

export type TaskName = keyof Tasks;

/**
 * Adds a job in the transaction of the fact that needs it: after a rollback there is none. With a `key` a
 * job of that key that waits already is replaced, and a second act waits for the first one's commit.
 */
export async function enqueue<Name extends TaskName>(
  tx: Executor,
  task: Name,
  payload: Tasks[Name],
  { key = null, runAt = null }: { key?: string | null; runAt?: Date | null } = {},
): Promise<void> {
  await tx.execute(
    sql`select enqueue(${task}, ${JSON.stringify(payload)}::text::json, ${key},
      ${runAt?.toISOString() ?? null}::timestamptz)`,
  );
}
