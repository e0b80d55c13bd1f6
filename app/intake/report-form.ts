import { z } from "zod";
import { line, paragraphs } from "../form.ts";
import { foldNumber } from "./fold-number.ts";
import { anotherReport } from "./words.ts";

const again = "Open this page again, and send the form from there";

/** A message to the reporter. `formId` is the form's own, so that it is written once. */
export const messageForm = z.object({
  formId: z.uuidv4(again),
  words: paragraphs("Write what the reporter is to read", 10_000),
});

/** Two reports that tell of the same. */
export const joinForm = z
  .object({
    /** One of those offered, or `anotherReport`. */
    choice: line("", 20).optional(),
    other: line("", 40).transform(foldNumber).optional(),
    reason: paragraphs("Write why, for the file", 2000),
    /** The number of the report whose head was shown and looked at. */
    checked: line("", 20).optional(),
  })
  .superRefine(({ choice, other }, context) => {
    if (other || (choice && choice !== anotherReport)) return;
    const message = "Choose a report, or enter its number";
    context.addIssue({ code: "custom", path: [choice ? "other" : "choice"], message });
  });

/** Why somebody gives a report up. */
export const stepAsideForm = z.object({ reason: paragraphs("Write why, for the file", 2000) });

/** Why two reports are to stand apart again. */
export const partForm = z.object({ reason: paragraphs("Write why, for the file", 2000) });
