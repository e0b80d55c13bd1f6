import type { Answers } from "./answers.ts";

/** What a report does not say, in words: what its handler may want to ask for. */
export function whatIsMissing(
  answers: Pick<Answers, "when" | "subjects" | "addresses" | "pasted" | "clauses">,
  files: number,
): string[] {
  const missing = {
    "no date": answers.when.kind === "unknown",
    "nobody named": answers.subjects.length === 0,
    "no address": answers.addresses.length === 0,
    "no evidence": answers.pasted === "" && files === 0,
    "no clause": answers.clauses.length === 0,
  };
  return Object.entries(missing).flatMap(([words, holds]) => (holds ? words : []));
}
