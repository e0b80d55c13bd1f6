import { z } from "zod";
import { type Day, isDay } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { prefixQuery } from "../people/person.ts";
import { actWords } from "./act-words.ts";
import type { Act } from "./record.ts";

const day = z
  .string()
  .refine(isDay, "Write the day as year-month-day, such as 2026-03-31")
  .optional();

const recordFilter = z
  .object({
    q: z
      .string()
      .max(200, "Search with at most 200 characters")
      .transform((text) => text.replace(/\p{C}/gu, " ").trim())
      .refine(
        (text) => prefixQuery(text),
        "Search with letters or digits: a name, a number, an address",
      )
      .optional(),
    act: z
      .enum(Object.keys(actWords) as [Act, ...Act[]], {
        error: "Choose what happened from the list",
      })
      .optional(),
    from: day,
    until: day,
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ["until"],
    error: "Choose a last day that is not before the first",
  });

/** Which records of the ledger a list shows: `from` and `until` are days on which they were sealed. */
export type RecordFilter = { q?: string; act?: Act; from?: Day; until?: Day };

/** Reads the filter of an address. What cannot be searched for is refused field by field. */
export function readRecordFilter(
  parameters: URLSearchParams,
): { filter: RecordFilter } | { refusal: FormRefusal } {
  const typed: FormRefusal["typed"] = {};
  for (const name of ["q", "act", "from", "until"]) typed[name] = parameters.get(name) || undefined;
  const parsed = recordFilter.safeParse(typed);
  if (parsed.success) return { filter: parsed.data as RecordFilter };
  const errors: FormRefusal["errors"] = {};
  for (const { path, message } of parsed.error.issues)
    errors[String(path[0] ?? "form")] ??= message;
  return { refusal: { typed, errors } };
}
