import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** Workers of jobs by the name graphile-worker gives them, and when each was last heard of. */
export const jobWorkers = pgTable("job_workers", {
  id: text("id").primaryKey(),
  beatAt: moment("beat_at").notNull(),
  /** Which keys its process works with: kids, in the order of their files. */
  keys: text("keys").notNull(),
});
