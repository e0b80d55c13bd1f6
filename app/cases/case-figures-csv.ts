import { stringify } from "csv-stringify/sync";
import type { Day } from "../days.ts";
import { nameQuarter } from "../exchanges/quarters.ts";
import type { TrendTable } from "../exchanges/trend-lines.ts";
import { caseTables } from "./case-figure-lines.ts";
import type { CaseFigures } from "./case-figures.ts";

/**
 * The figures of reports and cases as a CSV file (RFC 4180, UTF-8 with a byte order mark), one a line: exactly those
 * of the page. They are numbers and no names, so no export is recorded.
 */
export function writeCaseFigures(figures: CaseFigures, today: Day): { name: string; text: string } {
  const tables = caseTables(figures);
  const lines = figures.quarters.flatMap(({ quarter, ...counts }, n) => {
    const of = [nameQuarter(quarter), quarter.from, quarter.until];
    const kept = "kept back";
    const split = (figure: string, { lines: kinds, together }: TrendTable, isShown: boolean) =>
      isShown
        ? [
            ...kinds.map(({ name, counts: each }) => [...of, figure, name, each[n] ?? kept]),
            [...of, figure, "All kept back, together", together[n] ?? kept],
          ]
        : [];
    const isFiled = counts.reports !== null;
    return [
      [...of, "Reports filed", "All", counts.reports ?? kept],
      [...of, "Allegations decided", "All", counts.decided ?? kept],
      [...of, "Grievances begun", "All", counts.grieved ?? kept],
      [...of, "Grievances ended", "All", counts.ended ?? kept],
      ...split("Reports by clause", tables.reportClauses, isFiled),
      ...split("Reports by department", tables.reportDepartments, isFiled),
      ...split("Allegations by outcome", tables.outcomes, counts.decided !== null),
      ...split("Allegations by clause", tables.clauses, counts.decided !== null),
      ...split("Allegations by department", tables.departments, counts.decided !== null),
      ...split("Grievances by outcome", tables.grievanceOutcomes, counts.ended !== null),
      ...tables.stages.lines.map(({ name, counts: days }) => [
        ...[...of, "Median of calendar days in a stage", name, days[n] ?? kept],
      ]),
    ];
  });
  const headings = ["Quarter", "From", "Until", "Figure", "Of", "Number"];
  const text = stringify([headings, ...lines], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
    // Told which end a record has, the library would no longer quote a cell with another line end in it.
    quote_record_delimiter: true,
  });
  return { name: `cases-${today}.csv`, text };
}
