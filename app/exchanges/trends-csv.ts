import { stringify } from "csv-stringify/sync";
import type { Day } from "../days.ts";
import { nameQuarter } from "./quarters.ts";
import { trendTables } from "./trend-lines.ts";
import type { ExchangeTrends } from "./trends.ts";

/**
 * The figures of exchanges as a CSV file (RFC 4180, UTF-8 with a byte order mark), one a line: exactly those of the
 * page. They are numbers of exchanges and no names, so no export is recorded.
 */
export function writeTrends(trends: ExchangeTrends, today: Day): { name: string; text: string } {
  const { platforms, departments, disengaged } = trendTables(trends);
  const lines = trends.quarters.flatMap(({ quarter, smallest, ...figures }, n) => {
    const of = [nameQuarter(quarter), quarter.from, quarter.until];
    const few = `fewer than ${smallest}`;
    const isKept = figures.logged === null;
    const split = (figure: string, { lines: kinds, together }: typeof platforms) => [
      ...kinds.map(({ name, counts }) => [...of, figure, name, counts[n] ?? "kept back"]),
      [...of, figure, "All kept back, together", together[n] ?? few],
    ];
    return [
      [...of, "Requests for advice", "All", figures.asked ?? few],
      [...of, "Exchange reports", "All", figures.logged ?? few],
      [...of, "Escalated", "All", figures.escalated ?? "kept back"],
      ...(isKept
        ? []
        : [
            ...split("By platform", platforms),
            ...split("By department", departments),
            ...split("Disengaged politely", disengaged),
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
  return { name: `exchanges-${today}.csv`, text };
}
