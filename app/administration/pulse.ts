import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor } from "../db.ts";

/** How a portal fares: the workers of its processes, and how far the ledger is sealed. Moments by the database's clock. */
export const pulse = z.object({
  workers: z.array(
    z.object({
      beatAt: z.string(),
      /** Names of the keys its process works with: signing ones, a stroke, wrapping ones. */
      keys: z.string(),
    }),
  ),
  /** A worker was heard of within the last minute. */
  isBeating: z.boolean(),
  unsealed: z.number(),
  /** When the record was written that waits for its seal the longest. */
  unsealedSince: z.string().nullable(),
  /** Records wait for longer than a minute, and nothing was sealed in that minute. */
  isStalled: z.boolean(),
  seal: z.number().nullable(),
  sealedAt: z.string().nullable(),
});

type Pulse = z.output<typeof pulse>;

/** Reads it as the portal; whoever has another way into the database asks `read_pulse()` itself. */
export async function readPulse(db: Executor): Promise<Pulse> {
  const [row] = await db.execute(sql`select read_pulse() as pulse`);
  return pulse.parse(row?.pulse);
}

/** What is wrong, a sentence each, and nothing that a stranger may not read. Empty: all is well. */
export function whatIsWrong({ isBeating, isStalled }: Pulse): string[] {
  return [
    ...(isBeating
      ? []
      : ["No worker was heard of for a minute: jobs, notices and mail wait until one runs again."]),
    ...(isStalled
      ? [
          "Sealing has stalled: records of the ledger have waited for their seal for longer than a minute.",
        ]
      : []),
  ];
}
