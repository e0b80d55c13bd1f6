import { z } from "zod";
import { line, paragraphs } from "../form.ts";

const again = "Open this page again, and send the form from there";

/** A message to the reporter. `formId` is the form's own, so that it is written once. */
export const messageForm = z.object({
  formId: z.uuidv4(again),
  words: paragraphs("Write what the reporter is to read", 10_000),
});

/** Two reports that tell of the same. */
export const joinForm = z.object({
  other: line("Choose a report, or enter its number", 20),
  reason: paragraphs("Write why, for the file", 2000),
});

/** Why somebody gives a report up. */
export const stepAsideForm = z.object({ reason: paragraphs("Write why, for the file", 2000) });

/** Why two reports are to stand apart again. */
export const partForm = z.object({ reason: paragraphs("Write why, for the file", 2000) });
