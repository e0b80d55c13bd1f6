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

/** A severed text in pieces: what stands there, and the marks of what was removed. */
export function piecesOf(severed: string): { words: string; isMark: boolean }[] {
  return severed
    .split(/(\[removed: [^\]]*\])/)
    .filter(Boolean)
    .map((words) => ({ words, isMark: words.startsWith("[removed: ") }));
}
