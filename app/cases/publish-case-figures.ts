import {
  type CountedTable,
  isEnough,
  type PublishedTable,
  partsOf,
  publishTable,
  type Standing,
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

/** A number, and whom it is about, each once. */
export type Counted = { count: number; people: string[] };

/** Everything that happened in a quarter, counted. Tables of the same things have the same total. */
export type CountedCases = {
  /** Violation reports filed in it. */
  reports: { clauses: CountedTable; departments: CountedTable };
  /** Allegations whose finding was reviewed in it. */
  decided: { outcomes: CountedTable; clauses: CountedTable; departments: CountedTable };
  /** Grievances begun in it. */
  grieved: Counted;
  /** Grievances that ended in it, by how. */
  ended: CountedTable;
  /** Cases that left each stage in it, each once, and in how many days half of them had. */
  stages: Partial<Record<TimedStage, Counted & { days: number }>>;
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
 * Every number shown, and every one that follows from those shown by a difference, is at least `smallest` and about at
 * least as many different people. Whom nobody knows counts for nobody.
 *
 * Where one thing needs another, the figures of the one are a part of what is shown of the other: nothing is decided
 * without a report, no grievance is begun without something substantiated, none ends that was not begun. So allegations
 * decided are published only in a quarter whose reports are; grievances only where those substantiated are shown and
 * at least `smallest` more, about that many others; their outcomes only where those begun are, and at least `smallest`
 * more. Whatever is shown could then have all come from that quarter, and says nothing of one that is kept back. A
 * median is published of at least `smallest` cases, about that many people, and only where what those cases needed is
 * shown.
 */
export function publishCases(counted: CountedCases, smallest: number): PublishedCases {
  const { reports, decided, grieved, ended, stages } = counted;
  const isFiled = isEnough(partsOf(reports.clauses), smallest);
  const isFound = isFiled && isEnough(partsOf(decided.outcomes), smallest);
  const table = (one: CountedTable, isShown: boolean) =>
    isShown ? publishTable(one, smallest) : null;
  const outcomes = table(decided.outcomes, isFound);
  const substantiated = decided.outcomes.cells.find(
    ({ name }) => name === "substantiated" && outcomes?.shown.some((one) => one.name === name),
  );
  const isBegun = substantiated !== undefined && isPartOf(grieved, substantiated, smallest);
  const over = totalOf(ended);
  const isOver = isBegun && isPartOf(over, grieved, smallest);
  const needs: Record<TimedStage, boolean> = {
    triage: isFiled,
    investigation: isFound,
    decision: substantiated !== undefined,
    conclusion: isFiled,
  };
  return {
    reports: isFiled ? totalOf(reports.clauses).count : null,
    decided: isFound ? totalOf(decided.outcomes).count : null,
    grieved: isBegun ? grieved.count : null,
    ended: isOver ? over.count : null,
    reportClauses: table(reports.clauses, isFiled),
    reportDepartments: table(reports.departments, isFiled),
    outcomes,
    clauses: table(decided.clauses, isFound),
    departments: table(decided.departments, isFound),
    grievanceOutcomes: table(ended, isOver),
    stages: Object.fromEntries(
      timedStages.flatMap((stage) => {
        const left = stages[stage];
        return left && needs[stage] && isEnough([left], smallest)
          ? [[stage, Math.round(left.days)]]
          : [];
      }),
    ),
  };
}

/**
 * Whether a number may be shown beside a larger one that is shown: it is large enough, and so is what is left of the
 * other, about people who are in it alone.
 */
function isPartOf(part: Standing, whole: Standing, smallest: number): boolean {
  const inPart = new Set(part.people);
  const left = {
    count: whole.count - part.count,
    people: (whole.people ?? []).filter((one) => !inPart.has(one)),
  };
  return isEnough([part], smallest) && isEnough([left], smallest);
}

function totalOf(table: CountedTable): Counted {
  const parts = partsOf(table);
  return {
    count: parts.reduce((total, { count }) => total + count, 0),
    people: [...new Set(parts.flatMap(({ people }) => people ?? []))],
  };
}
