// What of a case is news to who opens it again. Light.
import type { CaseActName } from "./case-act.ts";

export const newsWords = {
  responded: "answer",
  grieved: "grievance",
  confirmed: "approval",
  declined: "disagreement",
} as const satisfies Partial<Record<CaseActName, string>>;

/** More cases with news are not counted at home. */
export const newsCountedUpTo = 20;

export type NewsAct = keyof typeof newsWords;

/** "New: answer, approval" */
export const sayNew = (acts: NewsAct[]): string =>
  `New: ${[...new Set(acts.map((act) => newsWords[act]))].join(", ")}`;
