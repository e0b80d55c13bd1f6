// A finding: the outcome of one allegation, on the balance of probabilities. Never edited: a later one supersedes it.
import { findings } from "#drizzle/schema/findings.ts";
import type { NewCaseAct } from "./case-act.ts";
import type { Finding } from "./case-file.ts";
import type { OpenCase } from "./open-case.ts";
import type { Said } from "./said.ts";

/** The act that records a finding. */
export function findingAct(
  { id: caseId }: Pick<OpenCase, "id">,
  finding: Omit<Finding, "number">,
  said: Said<"found">,
): NewCaseAct<"found"> {
  const { allegation, respondentId: personId } = finding;
  return {
    ...{ act: "found", about: allegation, personId, said, details: finding },
    also: async (tx, number) => {
      await tx.insert(findings).values({ caseId, number, ...finding });
    },
  };
}
