import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { CaseActLine, CasePerson, Discipline, Measure } from "./case-file.ts";
import { type EarlierDiscipline, readEarlierDiscipline } from "./earlier-discipline.ts";
import { personOf, type ReadFinding, readFinding } from "./read-finding.ts";
import { approvalsNeeded } from "./standing.ts";

/** Somebody who agreed to something: who, as what, when. */
export type Approval = { by: string; isManager: boolean; at: Date };

/** What is proposed for a respondent, in full. */
export type ReadProposal = {
  number: number;
  respondent: CasePerson;
  measure: Measure;
  days: number | null;
  isPaid: boolean | null;
  sunsetOn: Day | null;
  terms: string;
  words: string;
  mitigating: string;
  aggravating: string;
  grounds: ReadFinding[];
  earlier: EarlierDiscipline[];
  by: string;
  at: Date;
  approvals: Approval[];
  /** Which approval is still needed, as a sentence; null: all are there. */
  missing: string | null;
};

/** A proposal of a case in full. */
export async function readProposal(
  viewer: Viewer,
  portal: Portal,
  hand: CaseInHand,
  { grounds, ...proposed }: Discipline,
): Promise<ReadProposal> {
  const { file } = hand;
  const { number, respondentId } = proposed;
  const line = file.acts.find((one) => one.number === number) as CaseActLine<"proposed">;
  const { words = "", mitigating = "", aggravating = "", terms = "" } = line.said ?? {};
  const findings = file.findings.filter((one) => grounds.includes(one.number));
  return {
    ...{ ...proposed, words, mitigating, aggravating, terms, by: line.by.name, at: line.at },
    respondent: personOf(file, respondentId),
    grounds: await Promise.all(findings.map((one) => readFinding(portal, hand, one))),
    earlier: await readEarlierDiscipline(viewer, portal, respondentId),
    approvals: readApprovals(hand, number),
    missing: whatIsMissing(hand, { ...proposed, grounds }),
  };
}

/** Who agreed to an act so far, and counts. */
export const readApprovals = ({ standing }: CaseInHand, number: number): Approval[] =>
  standing.approvalsOf(number).map(({ by, choice, at }) => ({
    ...{ by: by.name, isManager: choice === "as-city-manager", at },
  }));

/** Which approvals a proposal still needs, as a sentence; null where all are there. */
export function whatIsMissing({ standing }: CaseInHand, proposal: Discipline): string | null {
  const { number, measure } = proposal;
  if (standing.isApproved(proposal)) return null;
  if (standing.has(number, "declined"))
    return "Somebody did not agree: make a new proposal in its place";
  const given = standing.approvalsOf(number);
  const count = approvalsNeeded[measure] - new Set(given.map(({ by }) => by.id)).size;
  const manager = "the city manager’s or, in their place, the outside officer’s";
  const isManagerMissing =
    measure === "termination" && !given.some(({ choice }) => choice === "as-city-manager");
  if (count > 1)
    return `Two approvals are still needed${isManagerMissing ? `, one of them ${manager}` : ""}`;
  return isManagerMissing
    ? `One approval is still needed: ${manager}`
    : "One approval is still needed";
}
