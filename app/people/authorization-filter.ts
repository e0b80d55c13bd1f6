import { z } from "zod";
import { peopleFields, readFilter } from "./people-filter.ts";

/** Where an entry of the register stands on a day, in the order of the list. */
export const authorizationStandings = ["in-force", "waiting", "past"] as const;

export type AuthorizationStanding = (typeof authorizationStandings)[number];

export const standingWords: Record<AuthorizationStanding, string> = {
  "in-force": "In force today",
  waiting: "Not in force yet",
  past: "Ended",
};

const authorizationFilter = z.object({
  q: peopleFields.q,
  standing: z
    .enum(authorizationStandings, { error: "Choose what to show from the list" })
    .optional(),
});

/** Which entries of the register a list shows. */
export type AuthorizationFilter = z.output<typeof authorizationFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readAuthorizationFilter(parameters: URLSearchParams) {
  return readFilter(authorizationFilter, parameters);
}
