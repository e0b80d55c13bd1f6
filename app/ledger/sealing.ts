import type { Sql } from "postgres";
import { keepDoing } from "../keep-doing.ts";
import type { Keys } from "./keys.ts";
import { sealCommitted, sealLimit } from "./seal.ts";

/** Seals what was committed, again and again, without a pause while there is a backlog; as `keepDoing`. */
export function startSealing(
  sql: Sql,
  keys: Keys,
  {
    now,
    everyMs = 1000,
    onError,
  }: { now: () => Date; everyMs?: number; onError: (problem: unknown) => void },
): { stop(): Promise<void> } {
  return keepDoing(
    async () => ({ moreWaits: (await sealCommitted(sql, keys, now())) === sealLimit }),
    { everyMs, onError },
  );
}
