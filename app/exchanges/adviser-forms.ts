import { z } from "zod";
import type { Day } from "../days.ts";
import { told } from "../intake/form/told.ts";
import { dayLater, seenFields } from "../seen-form.ts";

export const answerForm = z.object({ ...seenFields, words: told(20_000, "Write your answer") });

/** The end of an exchange, with an answer where its person waits for one. */
export const closeForm = z.object({ ...seenFields, words: told(20_000) });

/** What became of an exchange, and the next day to come back to it, or none. */
export const followUpForm = (today: Day) =>
  z.object({
    ...seenFields,
    words: told(20_000, "Write what became of it"),
    nextOn: dayLater(today),
  });
