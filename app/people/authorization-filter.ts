import { z } from "zod";
import { authorizationStandings } from "./authorization-standing.ts";
import { peopleFields, readFilter } from "./people-filter.ts";

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
