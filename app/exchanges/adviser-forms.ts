import { z } from "zod";
import { type Day, isDay } from "../days.ts";
import { told } from "../intake/form/told.ts";

const again = "Open this page again, and send the form from there";

/** What every form of an adviser carries: its own id, and the number of the last act its reader saw. */
const seen = {
  formId: z.uuidv4(again),
  seen: z
    .string({ error: again })
    .regex(/^\d{1,4}$/, again)
    .transform(Number),
};

export const answerForm = z.object({ ...seen, words: told(20_000, "Write your answer") });

/** The end of an exchange, with an answer where its person waits for one. */
export const closeForm = z.object({ ...seen, words: told(20_000) });

/** What became of an exchange, and the next day to come back to it, or none. */
export const followUpForm = (today: Day) =>
  z.object({
    ...seen,
    words: told(20_000, "Write what became of it"),
    nextOn: dayLater(today),
  });

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

/** A day that is today or was before. `missing` says what to do when there is none. */
export function dayUntil(today: Day, missing: string) {
  return z
    .string({ error: missing })
    .trim()
    .refine(isDay, missing)
    .refine((text) => !isDay(text) || text <= today, "Enter a day that is not after today");
}
