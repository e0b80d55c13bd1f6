import { stringify } from "csv-stringify/sync";
import type { ImportFault } from "./imports.ts";

/** The faults of a file as CSV for a spreadsheet. */
export function faultsAsCsv(faults: ImportFault[]): string {
  const rows = faults.map(({ row, column, mend }) => [row === 0 ? "" : String(row), column, mend]);
  const format = { escape_formulas: true, record_delimiter: "windows" } as const;
  return `\uFEFF${stringify([["Row", "Column", "What to do"], ...rows], { ...format, quote_record_delimiter: true })}`;
}
