import type { CaseViewing } from "./note-case-view.ts";

const sentences: Record<CaseViewing, string> = {
  file: "opened the case",
  evidence: "opened evidence",
  letter: "opened a letter",
  export: "took the case out as one file",
  "severed-export": "took the case out as one file, with passages removed",
  list: "looked at who saw it",
};

/**
 * What somebody saw of a case, without who: "opened the case"; of evidence with the name of its file, if known, or
 * how many `files` it was.
 */
export function sayCaseView(viewing: CaseViewing, file?: string, files = 1): string {
  if (files > 1) return `looked at ${files} files`;
  return file ? `${sentences[viewing]}: ${file}` : sentences[viewing];
}
