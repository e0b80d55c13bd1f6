import type { CountedTable, PublishedTable } from "../exchanges/suppress.ts";
import {
  publishNumber,
  // A part of what was shown: nothing about a number kept back follows from it.
  publishEscalated as publishPart,
  publishTable,
} from "../exchanges/suppress.ts";
import type { CaseStage } from "./case-file.ts";

/** The stages of which figures say how long cases were in them. */
export const timedStages = [
  "triage",
  "investigation",
  "decision",
  "conclusion",
] as const satisfies CaseStage[];
export type TimedStage = (typeof timedStages)[number];

/** Everything that happened in a quarter, counted. Tables of the same things have the same total. */
export type CountedCases = {
  /** Violation reports filed in it. */
  reports: { clauses: CountedTable; departments: CountedTable };
  /** Allegations whose finding was reviewed in it. */
  decided: { outcomes: CountedTable; clauses: CountedTable; departments: CountedTable };
  /** Grievances begun in it. */
  grieved: number;
  /** Grievances that ended in it, by how. */
  ended: CountedTable;
  /** Cases that left each stage in it, and in how many days half of them had. */
  stages: Partial<Record<TimedStage, { count: number; days: number }>>;
};

/** What may be published of it. Null is kept back. */
export type PublishedCases = {
  reports: number | null;
  decided: number | null;
  grieved: number | null;
  ended: number | null;
  reportClauses: PublishedTable | null;
  reportDepartments: PublishedTable | null;
  outcomes: PublishedTable | null;
  clauses: PublishedTable | null;
  departments: PublishedTable | null;
  grievanceOutcomes: PublishedTable | null;
  /** Median of calendar days. */
  stages: Partial<Record<TimedStage, number>>;
};

/**
 * What may be published of a quarter's reports and cases, so that nobody can be worked out: the promise of
 * `publishTable`, for all of this together.
 *
 * Where one thing needs another, the figures of the one are a part of what is shown of the other: nothing is decided
 * without a report, no grievance is begun without something substantiated, none ends that was not begun. So allegations
 * decided are published only in a quarter whose reports are; grievances only where those substantiated are shown and
 * at least `smallest` more; their outcomes only where those begun are, and at least `smallest` more. Whatever is shown
 * could then have all come from that quarter, and says nothing of one that is kept back. A median is published of at
 * least `smallest` cases, and only where what those cases needed is shown.
 */
export function publishCases(counted: CountedCases, smallest: number): PublishedCases {
  const { reports, decided, grieved, ended, stages } = counted;
  const filed = publishNumber(totalOf(reports.clauses), smallest);
  const isFiled = filed !== null;
  const found = isFiled ? publishNumber(totalOf(decided.outcomes), smallest) : null;
  const table = (one: CountedTable, isShown: boolean) =>
    isShown ? publishTable(one, smallest) : null;
  const outcomes = table(decided.outcomes, found !== null);
  const substantiated = outcomes?.shown.find(({ name }) => name === "substantiated")?.count;
  const begun = substantiated === undefined ? null : publishPart(grieved, substantiated, smallest);
  const over = begun === null ? null : publishPart(totalOf(ended), grieved, smallest);
  const needs: Record<TimedStage, boolean> = {
    triage: isFiled,
    investigation: found !== null,
    decision: substantiated !== undefined,
    conclusion: isFiled,
  };
  return {
    ...{ reports: filed, decided: found, grieved: begun, ended: over },
    reportClauses: table(reports.clauses, isFiled),
    reportDepartments: table(reports.departments, isFiled),
    outcomes,
    clauses: table(decided.clauses, found !== null),
    departments: table(decided.departments, found !== null),
    grievanceOutcomes: table(ended, over !== null),
    stages: Object.fromEntries(
      timedStages.flatMap((stage) => {
        const { count = 0, days = 0 } = stages[stage] ?? {};
        return needs[stage] && count >= smallest ? [[stage, Math.round(days)]] : [];
      }),
    ),
  };
}

const totalOf = ({ cells, elsewhere }: CountedTable) =>
  cells.reduce((total, { count }) => total + count, elsewhere);
