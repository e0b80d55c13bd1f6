import { z } from "zod";
import { employmentType } from "#drizzle/schema/people.ts";
import { isDay } from "../days.ts";

const day = z.string().refine(isDay, "Enter a day as year-month-day, such as 2026-03-31");

/**
 * For whom something is, by the employment of the day: each part that is given must hold, and a part not
 * given leaves nobody out. `{}` is everyone who works for the City (section 4 of the policy).
 */
export const audience = z.strictObject({
  /** Names of departments. */
  departments: z.array(z.string()).min(1).optional(),
  positions: z.array(z.string()).min(1).optional(),
  types: z.array(z.enum(employmentType.enumValues)).min(1).optional(),
  /** The first day of the employment is this one or later, or earlier. */
  startedFrom: day.optional(),
  startedUntil: day.optional(),
});

export type Audience = z.output<typeof audience>;
