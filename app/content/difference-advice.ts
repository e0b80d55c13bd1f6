import type { Difference, PassageDifference } from "./difference.ts";

/** What of a difference bears on the choice between substantive and editorial. */
export type Weight = {
  /** Ids of clauses whose words differ, or that stand in one version only. */
  clauses: string[];
  /** Ids of scenarios in which something else is right. */
  scenarios: string[];
  /** The statement that people acknowledge reads otherwise. */
  statement: boolean;
};

/** Weighs a difference. It is advice: whether a change of words changes a rule, people decide. */
export function weighDifference(difference: Difference): Weight {
  const passages = difference.flatMap((part) => part.passages);
  const touched = passages.flatMap(
    (passage) => (hasOtherWords(passage) ? passage.touches : null) ?? [],
  );
  return {
    clauses: [...new Set(touched.flatMap((found) => ("clause" in found ? found.clause : [])))],
    scenarios: [
      ...new Set(touched.flatMap((found) => ("scenario" in found ? found.scenario : []))),
    ],
    statement: difference.some(({ key }) => key === "statement"),
  };
}

const hasOtherWords = ({ in: side, rows }: PassageDifference) =>
  side !== "both" || rows.some((row) => !row.isSame && !row.isMarkup && row.kind !== "mark");
