import type { Grade } from "./acknowledgement.ts";
import type { AssignmentRule } from "./assignment.ts";

/** The rule behind an assignment. Remedial ones read like any other that HR made. */
export const ruleWords: Record<AssignmentRule, string> = {
  onboarding: "on joining",
  "new-version": "for a new version",
  periodic: "again, as time has passed",
  role: "by role",
  remedial: "by HR",
};

/** How an assignment was answered. */
export const gradeWords: Record<Grade, string> = {
  self: "Acknowledged, signed in",
  witnessed: "Acknowledged on paper, before a witness",
  refused: "Refused, before a witness",
};

/** The grade in a word or two, where a list has little room. */
export const shortGradeWords: Record<Grade, string> = {
  self: "signed in",
  witnessed: "on paper, before a witness",
  refused: "refused, before a witness",
};

const methods: Record<string, string> = {
  password: "signed in, and the password entered again",
  paper: "by the witness, who saw it",
};

/** How it was checked who acknowledged. */
export function methodWords(method: string): string {
  return methods[method] ?? method;
}
