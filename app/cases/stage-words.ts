import type { CaseStage } from "./case-file.ts";

/** Where a case stands, as lists and figures say it, in the order of its life. */
export const stageWords: Record<CaseStage, string> = {
  triage: "Triage",
  investigation: "Investigation",
  decision: "Decision",
  conclusion: "Conclusion",
  closed: "Closed",
  disposed: "Disposed of",
};

/** More cases than so many are not counted. */
export const countedUpTo = 1000;
