import { setTimeout } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Keys } from "./keys.ts";
import { sealCommitted, sealLimit } from "./seal.ts";

/**
 * Seals what was committed, again and again, with `everyMs` milliseconds in between, or none while there
 * is a backlog. An error is handed to `onError` and the loop goes on. `stop` settles once nothing is
 * under way.
 */
export function startSealing(
  sql: Sql,
  keys: Keys,
  {
    now,
    everyMs = 1000,
    onError,
  }: { now: () => Date; everyMs?: number; onError: (problem: unknown) => void },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const keepSealing = async () => {
    while (!signal.aborted) {
      const sealed = await sealCommitted(sql, keys, now()).catch((problem) => {
        onError(problem);
        return 0;
      });
      if (sealed < sealLimit) await setTimeout(everyMs, null, { signal }).catch(() => {});
    }
  };
  const ended = keepSealing();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
