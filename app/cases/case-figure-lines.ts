import { overQuarters, type TrendLine, type TrendTable } from "../exchanges/trend-lines.ts";
import type { CaseFigures } from "./case-figures.ts";
import type { FindingOutcome } from "./case-file.ts";
import { grievanceEnds, outcomeWords } from "./decision-words.ts";
import { clauseWords } from "./figure-words.ts";
import { timedStages } from "./publish-case-figures.ts";
import { stageWords } from "./stage-words.ts";

/** Each way reports and cases are counted, with the kinds that have a number in some quarter. */
export type CaseTables = {
  reportClauses: TrendTable;
  reportDepartments: TrendTable;
  outcomes: TrendTable;
  clauses: TrendTable;
  departments: TrendTable;
  grievanceOutcomes: TrendTable;
  /** Medians of calendar days, which do not add up. */
  stages: { lines: TrendLine[]; together: null };
};

export function caseTables({ quarters, departments }: CaseFigures): CaseTables {
  const named = (id: string) => departments.get(id) ?? id;
  const over = (
    of:
      | "reportClauses"
      | "reportDepartments"
      | "outcomes"
      | "clauses"
      | "departments"
      | "grievanceOutcomes",
    write: (name: string) => string,
    always?: string[],
  ) =>
    overQuarters(
      quarters.map((one) => one[of]),
      write,
      always,
    );
  return {
    reportClauses: over("reportClauses", clauseWords),
    reportDepartments: over("reportDepartments", named),
    outcomes: over(
      "outcomes",
      (name) => outcomeWords[name as FindingOutcome].label,
      Object.keys(outcomeWords),
    ),
    clauses: over("clauses", clauseWords),
    departments: over("departments", named),
    grievanceOutcomes: over(
      "grievanceOutcomes",
      (name) => grievanceEnds.find(({ value }) => value === name)?.label ?? name,
    ),
    stages: {
      lines: timedStages.map((stage) => ({
        name: stageWords[stage],
        counts: quarters.map(({ stages }) => stages[stage] ?? null),
      })),
      together: null,
    },
  };
}
