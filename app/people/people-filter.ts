import { z } from "zod";
import { employmentType } from "#drizzle/schema/people.ts";
import { addressOf } from "../address.ts";
import { line } from "../form.ts";
import { type PageOf, writePlace } from "../keyset.ts";
import { prefixQuery } from "./person.ts";

/** Which people a list shows. Without `who` those who work for the City, or will. */
export const peopleFields = {
  q: z
    .string()
    .max(200, "Search with at most 200 characters")
    .transform((text) => text.replace(/\p{C}/gu, " ").trim())
    .refine(
      (text) => prefixQuery(text),
      "Search with letters or digits: a name, a number, an address",
    )
    .optional(),
  department: line("Choose a department from the list").optional(),
  type: z
    .enum(employmentType.enumValues, { error: "Choose an employment type from the list" })
    .optional(),
  who: z.enum(["everyone"], { error: "Choose whom to show from the list" }).optional(),
};

const peopleFilter = z.object({
  ...peopleFields,
  /** Whom no mail reaches: without an address, or with one that refuses. */
  address: z.enum(["none", "failing"], { error: "Choose from the list how mail fares" }).optional(),
});

export type PeopleFilter = z.output<typeof peopleFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readPeopleFilter(parameters: URLSearchParams) {
  return readFilter(peopleFilter, parameters);
}

/** A filter by its schema; what was left empty is absent. */
export function readFilter<S extends z.ZodType>(
  schema: S,
  parameters: URLSearchParams,
): { filter: z.output<S> } | { refused: string } {
  const given = [...parameters].filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return { filter: parsed.data };
  return { refused: parsed.error.issues[0]?.message ?? "Choose a filter from the list" };
}

/** The addresses of the pages before and after; null where there is none. `list` names the order. */
export function pageAddresses(
  path: string,
  filter: Record<string, string | undefined>,
  list: string,
  { next, previous }: Pick<PageOf<unknown>, "next" | "previous">,
): { next: string | null; previous: string | null } {
  return {
    next: next && addressOf(path, { ...filter, after: writePlace(list, next) }),
    previous: previous && addressOf(path, { ...filter, before: writePlace(list, previous) }),
  };
}
