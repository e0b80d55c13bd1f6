// An allegation: one respondent, one clause of the version in force on the day of the post, one set of particulars.
import { sql } from "drizzle-orm";
import { allegations } from "#drizzle/schema/findings.ts";
import type { NewCaseAct } from "./case-act.ts";
import type { Allegation } from "./case-file.ts";
import type { OpenCase } from "./open-case.ts";
import type { Said } from "./said.ts";

/** The act that states an allegation. The database refuses a clause the version does not have, and another version. */
export function allegationAct(
  { id: caseId }: Pick<OpenCase, "id">,
  { respondentId, ...stated }: Omit<Allegation, "number">,
  said: Said<"alleged">,
): NewCaseAct<"alleged"> {
  return {
    ...{ act: "alleged", personId: respondentId, said },
    details: { respondentId, ...stated },
    also: async (tx, number) => {
      await tx.insert(allegations).values({
        ...{ caseId, number, respondentId, ...stated },
        departmentId: sql`(
          select e.department_id from employments e join case_acts a on a.case_id = ${caseId} and a.number = ${number}
          where e.person_id = ${respondentId} and e.superseded_at is null and e.from_on <= a.acted_on
            and (e.until_on is null or e.until_on >= a.acted_on)
          limit 1
        )`,
      });
    },
  };
}
