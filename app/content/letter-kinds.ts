import type { NoticeKind } from "../notices/owe-notices.ts";

/** What the portal fills into a letter: values within a sentence, and lists on lines of their own. */
type LetterValues = { values: string[]; lists: string[] };

const everyone = ["given-name", "name", "organization"];
const ofVersion = ["policy", "policy-title", "version", "effective-day"];
const ofDuty = ["tracks", "due-day", "due-when"];
const toBegin = ["way-in"];
const ofCase = [...everyone, "case", "today"];

/** Letters to a respondent, written by an act on a case: never mailed, kept with the act. */
export type CaseLetterKind = "allegation-notice" | "decision" | "outcome";

/** The letters a portal sends, by the kind of notice, each with what can stand in it. */
export const letterKinds: Record<NoticeKind | CaseLetterKind, LetterValues> = {
  "publication-heads": { values: [...everyone, ...ofVersion], lists: [] },
  "publication-staff": { values: [...everyone, ...ofVersion], lists: [] },
  assignment: { values: [...everyone, ...ofDuty, ...toBegin, "reason"], lists: [] },
  "due-soon": { values: [...everyone, ...ofDuty, ...toBegin], lists: [] },
  "due-today": { values: [...everyone, ...ofDuty, ...toBegin], lists: [] },
  overdue: { values: [...everyone, ...ofDuty, ...toBegin], lists: [] },
  escalation: { values: [...everyone, ...ofDuty, "person"], lists: [] },
  "digest-supervisor": {
    values: [...everyone, "done-count", "due-count", "overdue-count", "leave-count"],
    lists: ["overdue", "due", "leave"],
  },
  "digest-hr": {
    values: [
      ...everyone,
      ...["done-count", "due-count", "overdue-count", "leave-count"],
      ...["failing-count", "slip-count"],
    ],
    lists: ["departments"],
  },
  "report-waiting": { values: everyone, lists: [] },
  "report-due": { values: everyone, lists: [] },
  "advice-waiting": { values: everyone, lists: [] },
  "advice-news": { values: everyone, lists: [] },
  "follow-up-due": { values: everyone, lists: [] },
  "case-waiting": { values: everyone, lists: [] },
  "case-news": { values: everyone, lists: [] },
  "confirmation-waiting": { values: everyone, lists: [] },
  "confirmation-given": { values: everyone, lists: [] },
  "grant-waiting": { values: everyone, lists: [] },
  "grant-news": { values: everyone, lists: [] },
  "sign-in-changed": { values: [...everyone, "what", "when"], lists: [] },
  "allegation-notice": {
    values: [...ofCase, "respond-by", "accompanied", "investigator"],
    lists: ["allegations"],
  },
  decision: { values: [...ofCase, "measure", "reasons", "grieve-by"], lists: ["findings"] },
  outcome: { values: [...ofCase, "reasons"], lists: ["findings"] },
  "latest-seal": {
    values: [...everyone, "seal", "sealed-day", "digest", "record-count", "anchor"],
    lists: [],
  },
};

export type LetterKind = keyof typeof letterKinds;

/** Whether a file of this name is a letter the portal sends. */
export function isLetterKind(name: string): name is LetterKind {
  return Object.hasOwn(letterKinds, name);
}

/** A name in a letter's words, where its value will stand. */
export const placeOf = (name: string) => `{{${name}}}`;
