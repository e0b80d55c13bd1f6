// What findings and measures are called. Light: components import it.
import type { FindingOutcome, Measure } from "./case-file.ts";

/** Each outcome as a label, and what it means. */
export const outcomeWords: Record<FindingOutcome, { label: string; means: string }> = {
  substantiated: {
    label: "Substantiated",
    means: "More likely than not, it happened, and it broke the clause.",
  },
  "not-substantiated": {
    label: "Not substantiated",
    means: "More likely than not, it did not happen, or it did not break the clause.",
  },
  inconclusive: {
    label: "Inconclusive",
    means: "What is known does not tip the balance either way. Nothing follows from it.",
  },
};

/** What the balance of probabilities is, in a sentence. */
export const balance =
  "On the balance of probabilities means: on all that is known, is it more likely than not?";

/** Each measure, and whose approval it needs. */
export const measureWords: Record<Measure, { label: string; needs: string }> = {
  none: { label: "No discipline", needs: "No approval is needed. The reasons still are." },
  "verbal-warning": { label: "Verbal warning", needs: "One person has to approve it." },
  "written-warning": { label: "Written warning", needs: "One person has to approve it." },
  suspension: { label: "Suspension", needs: "Two people have to approve it." },
  demotion: { label: "Demotion", needs: "Two people have to approve it." },
  termination: {
    label: "Termination",
    needs:
      "Two people have to approve it, one of them the city manager or, in their place, the outside officer.",
  },
};

/** "Suspension of 3 calendar days, without pay". */
export function sayMeasure({
  measure,
  days,
  isPaid,
}: {
  measure: Measure;
  days: number | null;
  isPaid: boolean | null;
}): string {
  const { label } = measureWords[measure];
  if (days === null) return label;
  const length = days === 1 ? "1 calendar day" : `${days} calendar days`;
  return `${label} of ${length}, ${isPaid ? "with" : "without"} pay`;
}

/** How a grievance can end, and what comes next. */
export const grievanceEnds: { value: string; label: string; hint: string }[] = [
  { value: "dismissed", label: "Dismissed", hint: "What was issued stands." },
  {
    value: "allowed-in-part",
    label: "Allowed in part",
    hint: "What was issued has to be rescinded or upheld next, before the case can be closed.",
  },
  {
    value: "allowed",
    label: "Allowed",
    hint: "What was issued has to be rescinded or upheld next, before the case can be closed.",
  },
  {
    value: "settled",
    label: "Settled",
    hint: "What was issued has to be rescinded or upheld next, as it was settled.",
  },
  { value: "withdrawn", label: "Withdrawn", hint: "What was issued stands." },
  {
    value: "to-arbitration",
    label: "Sent to arbitration",
    hint: "It stays open. How the arbitration ends is recorded here again.",
  },
];

/** How a letter reached somebody. */
export const serviceChoices: { value: string; label: string; hint?: string }[] = [
  { value: "by-hand", label: "By hand" },
  { value: "registered-mail", label: "By registered mail" },
  {
    value: "portal",
    label: "In the portal",
    hint: "They read it under My notices. It is noted when they open it.",
  },
];
