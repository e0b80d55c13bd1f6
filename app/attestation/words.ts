import type { Grade } from "./acknowledgement.ts";
import type { AssignmentRule } from "./assignment.ts";
import type { EndingReason } from "./end-assignments.ts";
import type { RuleKind } from "./standing-rules.ts";

/** The rule behind an assignment. Remedial ones read like any other that HR made. */
export const ruleWords: Record<AssignmentRule, string> = {
  onboarding: "on joining",
  "new-version": "for a new version",
  periodic: "again, as time has passed",
  role: "by role",
  remedial: "by HR",
};

/** The reason of an assignment, which speaks to the person it was given to, for everybody else. */
export const asToldToThem = (reason: string): string => `Told to them as: “${reason}”`;

/** Why an assignment ended without an answer. */
export const endingWords: Record<EndingReason, string> = {
  left: "on leaving",
  superseded: "for a newer version",
  "out-of-scope": "out of scope",
  "by-hand": "by hand",
};

/** What a rule of HR does. */
export const ruleKindWords: Record<RuleKind, { title: string; does: string }> = {
  role: {
    title: "By role",
    does: "A track for people in certain work. It is assigned to who comes into that work, and ends for who leaves it.",
  },
  periodic: {
    title: "Again after some months",
    does: "The version in force is assigned again, so many months after somebody’s last acknowledgement.",
  },
  onboarding: {
    title: "Time for starters",
    does: "How long people who start have for a track for everyone, where that differs from the publication.",
  },
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
  passkey: "signed in, and a passkey shown again",
  paper: "by the witness, who saw it",
};

/** How it was checked who acknowledged; a sign-in anew at a provider with its moment. */
export function methodWords(method: string, writeMoment: (moment: Date) => string): string {
  const [, at, label] = /^provider (\S+) (.+)$/.exec(method) ?? [];
  return at && label
    ? `signed in anew with ${label}, ${writeMoment(new Date(at))}`
    : (methods[method] ?? method);
}
