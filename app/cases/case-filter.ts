import { z } from "zod";
import { readFilter } from "../people/people-filter.ts";
import type { CaseStage } from "./case-file.ts";
import { stageWords } from "./stage-words.ts";

const stages = Object.keys(stageWords) as [CaseStage, ...CaseStage[]];

const caseFilter = z.object({
  q: z
    .string()
    .max(200, "Search with at most 200 characters")
    .transform((text) => text.replace(/\p{C}/gu, " ").trim())
    .refine((text) => /[\p{L}\p{N}]/u.test(text), "Search with a number, a name or a clause")
    .optional(),
  stage: z.enum(["open", ...stages], { error: "Choose a stage from the list" }).optional(),
  mine: z
    .enum(["investigate", "awaited"], { error: "Choose from the list which cases are yours" })
    .optional(),
});

/** Which cases the work list shows. */
export type CaseFilter = z.output<typeof caseFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readCaseFilter(parameters: URLSearchParams) {
  return readFilter(caseFilter, parameters);
}
