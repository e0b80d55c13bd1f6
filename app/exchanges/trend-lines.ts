import type { PublishedTable } from "./suppress.ts";
import { disengagedWords, platformWords } from "./trend-words.ts";
import type { ExchangeTrends, QuarterFigures } from "./trends.ts";

/** One kind of exchange report over the quarters, the earliest first; null is kept back. */
export type TrendLine = { name: string; counts: (number | null)[] };

/** What is published of one way to count exchange reports. */
export type TrendTable = {
  lines: TrendLine[];
  /** What is kept back in each quarter, in one sum; null where the whole quarter is. */
  together: (number | null)[];
};

/** The three ways to count exchange reports, each with the kinds that have a number in some quarter. */
export function trendTables({ quarters, departments }: ExchangeTrends): {
  platforms: TrendTable;
  departments: TrendTable;
  disengaged: TrendTable;
} {
  const table = (
    of: (figures: QuarterFigures) => PublishedTable | null,
    write: (name: string) => string,
    always: string[] = [],
  ) => overQuarters(quarters.map(of), write, always);
  return {
    platforms: table(({ platforms }) => platforms, platformWords),
    departments: table(
      (figures) => figures.departments,
      (id) => departments.get(id) ?? id,
    ),
    disengaged: table(
      ({ disengaged }) => disengaged,
      (name) => disengagedWords[name] ?? name,
      Object.keys(disengagedWords),
    ),
  };
}

/**
 * What is published of one way to count, quarter by quarter, as a line for each kind: those in `always` in their
 * order, whether they have a number or not; without any, those that have one, the largest first.
 */
export function overQuarters(
  tables: (PublishedTable | null)[],
  write: (name: string) => string,
  always: string[] = [],
): TrendTable {
  const shown = tables.flatMap((one) => one?.shown.map(({ name }) => name) ?? []);
  const lines = [...new Set([...always, ...shown])].map((name) => ({
    name: write(name),
    counts: tables.map((one) => one?.shown.find((cell) => cell.name === name)?.count ?? null),
  }));
  const most = ({ counts }: TrendLine) => Math.max(0, ...counts.map((count) => count ?? 0));
  return {
    lines: always.length ? lines : lines.toSorted((one, other) => most(other) - most(one)),
    together: tables.map((one) => one?.together ?? null),
  };
}
