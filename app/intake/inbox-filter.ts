import { z } from "zod";
import { reportKind } from "#drizzle/schema/intake.ts";
import { readFilter } from "../people/people-filter.ts";
import type { ReportState } from "./report-state.ts";
import { stateWords } from "./words.ts";

const states = Object.keys(stateWords) as [ReportState, ...ReportState[]];

const inboxFilter = z.object({
  q: z
    .string()
    .max(2000, "Search with at most 2,000 characters")
    .transform((text) => text.replace(/\p{C}/gu, " ").trim())
    .refine((text) => text !== "", "Search with a number, a name or an address of a post")
    .optional(),
  state: z.enum(states, { error: "Choose a state from the list" }).optional(),
  kind: z.enum(reportKind.enumValues, { error: "Choose a kind from the list" }).optional(),
  urgent: z.enum(["yes"], { error: "Choose from the list whether it is urgent" }).optional(),
});

/** Which reports the inbox shows. */
export type InboxFilter = z.output<typeof inboxFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readInboxFilter(parameters: URLSearchParams) {
  return readFilter(inboxFilter, parameters);
}
