// Words of exports. Light: pages share them.
import type { ExportKind } from "./case-export.ts";

/** What somebody saw of a case, as its export says it. */
export const viewWords: Record<string, string> = {
  file: "the case",
  evidence: "a file",
  letter: "a letter",
  export: "the export of all of it",
  "severed-export": "the severed export",
  list: "its line in a list",
};

export const notYours = "Who handles the case makes its export";

/** The name under which an export is saved. */
export function nameOfExport(number: string, kind: ExportKind, day: string): string {
  return `case-${number}${kind === "severed" ? "-severed" : ""}-${day}.zip`;
}
