import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayGrantRoles, type Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";

const jobs = z.object({
  /** How many migrations this database has had. */
  migrations: z.number(),
  kinds: z.array(
    z.object({
      task: z.string(),
      waiting: z.number(),
      running: z.number(),
      later: z.number(),
      /** Tried so often that nobody tries again. */
      failed: z.number(),
      waitingSince: z.string().nullable(),
      failedSince: z.string().nullable(),
    }),
  ),
});

export type Jobs = z.output<typeof jobs>;

/** Jobs by kind, never what they were told; to somebody who is no administrator there are none. */
export async function readJobs(viewer: Viewer, db: Executor): Promise<Jobs> {
  if (!mayGrantRoles(viewer)) return { migrations: 0, kinds: [] };
  const [row] = await db.execute(sql`select read_jobs() as jobs`);
  return jobs.parse(row?.jobs);
}
