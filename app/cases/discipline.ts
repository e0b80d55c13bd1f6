// Discipline exists only for a substantiated finding about the same person in the same case.
import { discipline, disciplineGrounds } from "#drizzle/schema/discipline.ts";
import type { NewCaseAct } from "./case-act.ts";
import type { Discipline } from "./case-file.ts";
import type { OpenCase } from "./open-case.ts";
import type { Said } from "./said.ts";

/** The act that proposes discipline, or that there is none; `about` is the proposal it replaces. */
export function proposalAct(
  { id: caseId }: Pick<OpenCase, "id">,
  { grounds: chosen, ...proposed }: Omit<Discipline, "number">,
  said: Said<"proposed">,
  about?: number,
): NewCaseAct<"proposed"> {
  const { respondentId } = proposed;
  // In the order in which they are read again, so that an export binds them as the record does.
  const grounds = chosen.toSorted((a, b) => a - b);
  return {
    ...{ act: "proposed", personId: respondentId, said, ...(about !== undefined && { about }) },
    ...{ grounds, details: { ...proposed, grounds } },
    also: async (tx, number) => {
      await tx.insert(discipline).values({ caseId, number, ...proposed });
      await tx
        .insert(disciplineGrounds)
        .values(grounds.map((finding) => ({ caseId, number, respondentId, finding })));
    },
  };
}
