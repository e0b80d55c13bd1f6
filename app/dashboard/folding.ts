import type { Sql } from "postgres";
import { keepDoing } from "../keep-doing.ts";

/**
 * Moves what acts have queued into the counts of the dashboard, again and again, as the owner; as
 * `keepDoing`. Figures are exact before and after: this only keeps the queue short.
 */
export function startFolding(
  sql: Sql,
  { everyMs = 1000, onError }: { everyMs?: number; onError: (problem: unknown) => void },
): { stop(): Promise<void> } {
  return keepDoing(
    async () => {
      await foldCounts(sql);
      return { moreWaits: false };
    },
    { everyMs, onError },
  );
}

/** Folds once; does nothing while another process is at it. */
export async function foldCounts(sql: Sql): Promise<void> {
  await sql`select fold_roll_ups()`;
}
