import { z } from "zod";
import { isDay } from "../days.ts";
import { peopleFields, readFilter } from "../people/people-filter.ts";
import { overdueAges } from "./overdue-age.ts";
import { attestationSorts } from "./sorts.ts";
import { attestationStates } from "./state.ts";
import { stateGroups } from "./state-groups.ts";

const day = z
  .string()
  .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31")
  .optional();
const slug = (refusal: string) => z.string().regex(/^[a-z0-9-]{1,80}$/, refusal);

const attestationFilter = z.object({
  ...peopleFields,
  state: z
    .enum([...attestationStates, ...stateGroups], { error: "Choose a state from the list" })
    .optional(),
  track: slug("Choose a track from the list").optional(),
  /** Policy and number, as in the address of the version: `3.51/2`. */
  version: z
    .string()
    .regex(/^[\w.-]{1,40}\/[1-9]\d{0,4}$/, "Choose a version from the list")
    .optional(),
  age: z.enum(overdueAges, { error: "Choose from the list for how long it is overdue" }).optional(),
  /** Acknowledged on these days, the first and the last included. */
  acknowledgedFrom: day,
  acknowledgedUntil: day,
  /** Who answered this scenario, or answered it so at the first try. */
  scenario: slug("Choose a question from the dashboard").optional(),
  first: z.enum(["wrong", "right"], { error: "Choose a question from the dashboard" }).optional(),
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
