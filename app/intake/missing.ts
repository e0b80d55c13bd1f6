import type { Answers } from "./answers.ts";

/** What is missing in a report, in words: what its handler may want to ask for. */
export function whatIsMissing(
  answers: Pick<Answers, "when" | "subjects" | "addresses" | "pasted" | "clauses">,
  files: number,
): string[] {
  const missing = {
    date: answers.when.kind === "unknown",
    "who it was": answers.subjects.length === 0,
    address: answers.addresses.length === 0,
    evidence: answers.pasted === "" && files === 0,
    clause: answers.clauses.length === 0,
  };
  return Object.entries(missing).flatMap(([words, holds]) => (holds ? words : []));
}
