import { z } from "zod";
import { peopleFields, readFilter } from "../people/people-filter.ts";
import { attestationSorts } from "./sorts.ts";
import { attestationStates } from "./state.ts";

const attestationFilter = z.object({
  ...peopleFields,
  state: z.enum(attestationStates, { error: "Choose a state from the list" }).optional(),
  track: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/, "Choose a track from the list")
    .optional(),
  sort: z.enum(attestationSorts, { error: "Choose an order from the list" }).default("name"),
});

/** Which attestations a list shows, and in which order. */
export type AttestationFilter = z.output<typeof attestationFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readAttestationFilter(parameters: URLSearchParams) {
  return readFilter(attestationFilter, parameters);
}

/** What ended, ended mostly because the person left: then people who left are shown as well. */
export function showsEveryone({ who, state }: AttestationFilter): boolean {
  return who === "everyone" || state === "ended";
}
