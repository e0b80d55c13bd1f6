import { z } from "zod";
import { type Day, isDay } from "./days.ts";

const again = "Open this page again, and send the form from there";

/** What every form about an exchange or a case carries: its own id, and the number of the last act its reader saw. */
export const seenFields = {
  formId: z.uuidv4(again),
  seen: z
    .string({ error: again })
    .regex(/^\d{1,4}$/, again)
    .transform(Number),
};

/** A day after today, or empty: null. */
export function dayLater(today: Day) {
  return z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || isDay(text), "Enter the day in full, or leave it empty")
    .refine((text) => !isDay(text) || text > today, "Enter a day after today, or leave it empty")
    .transform((text) => text || null);
}

/** A day after today. `missing` says what to do when there is none. */
export function dayAhead(today: Day, missing: string) {
  return z
    .string({ error: missing })
    .trim()
    .refine(isDay, missing)
    .refine((text) => !isDay(text) || text > today, "Enter a day after today");
}

/** A day that is today or was before. `missing` says what to do when there is none. */
export function dayUntil(today: Day, missing: string) {
  return z
    .string({ error: missing })
    .trim()
    .refine(isDay, missing)
    .refine((text) => !isDay(text) || text <= today, "Enter a day that is not after today");
}
