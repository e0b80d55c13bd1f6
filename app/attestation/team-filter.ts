import { z } from "zod";
import { peopleFields, readFilter } from "../people/people-filter.ts";
import { teamStates } from "./team-states.ts";

const teamFilter = z.object({
  q: peopleFields.q,
  state: z.enum(teamStates, { error: "Choose a state from the list" }).optional(),
  /** Also those who report through others. */
  below: z.enum(["yes"], { error: "Choose whom to show from the list" }).optional(),
});

/** Which of a supervisor's people a list shows. */
export type TeamFilter = z.output<typeof teamFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readTeamFilter(parameters: URLSearchParams) {
  return readFilter(teamFilter, parameters);
}
