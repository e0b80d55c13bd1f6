import { z } from "zod";
import type { Transaction } from "../db.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { aboutFields } from "./act-about.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { type AllegationStanding, readAllegationStanding } from "./allegation-standing.ts";
import type { AskedOfCase } from "./case-route.ts";
import { findingAct } from "./finding.ts";
import {
  type Citable,
  type ReadAllegation,
  type ReadFinding,
  readAllegation,
  readCitable,
  readFinding,
} from "./read-finding.ts";

/** What the form of a finding shows: the allegation, what can be cited, and what a new finding does to an earlier one. */
type FindingOffer = {
  allegation: ReadAllegation;
  standing: AllegationStanding;
  citable: Citable[];
  earlier: ReadFinding | null;
  /** What superseding it does, a sentence each. */
  supersedes: string[];
};

/** Reads it for the allegation with this number. */
export async function readFindingOffer(
  portal: Portal,
  hand: CaseInHand,
  about: number,
): Promise<FindingOffer> {
  const { standing } = hand;
  const allegation = standing.liveAllegations.find(({ number }) => number === about);
  if (!allegation) throw new Error("A finding is offered for an allegation that stands.");
  const earlier = standing.liveFindings.find((one) => one.allegation === about);
  return {
    allegation: await readAllegation(portal, hand, allegation),
    standing: await readAllegationStanding(portal, portal.db, allegation),
    citable: await readCitable(portal, hand),
    earlier: earlier ? await readFinding(portal, hand, earlier) : null,
    supersedes: earlier ? whatItSupersedes(hand, earlier.number) : [],
  };
}

/** What follows when a finding is superseded by a new one. */
function whatItSupersedes({ standing, file }: CaseInHand, finding: number): string[] {
  const resting = file.discipline.filter(({ grounds }) => grounds.includes(finding));
  const issued = resting.filter(
    ({ number }) =>
      standing.isIssued(number) &&
      !standing.about(number, "issued").some((one) => standing.has(one.number, "rescinded")),
  );
  const proposed = standing.liveDiscipline.some(
    ({ number, grounds }) => grounds.includes(finding) && !standing.isIssued(number),
  );
  return [
    "The new finding takes the place of the one before, which stays in the file as it is. A second person reviews the new one.",
    proposed ? "What is proposed on the finding before becomes void, with its approvals." : [],
    issued.length > 0
      ? "What was issued on the finding before has to be rescinded or upheld before the case can be closed."
      : [],
  ].flat();
}

export const findingForm = z.object({
  ...aboutFields,
  outcome: z.enum(
    ["substantiated", "not-substantiated", "inconclusive"],
    "Choose what you found on the balance of probabilities",
  ),
  words: told(20_000, "Write the reasons"),
  cited: z.array(z.string().max(60)).max(200),
  whyNone: told(2000),
});

/** The finding a form asks for. Refuses what rests on nothing, without a word why. */
export async function askFinding(
  portal: Portal,
  { about, outcome, words, cited, whyNone }: z.output<typeof findingForm>,
  hand: CaseInHand,
  tx: Transaction,
): Promise<AskedOfCase> {
  const allegation = hand.standing.liveAllegations.find(({ number }) => number === about);
  if (!allegation) return { refused: "Open the case again: this allegation was withdrawn" };
  const citable = (await readCitable(portal, hand, tx)).map(({ value }) => value);
  if (cited.some((one) => !citable.includes(one))) {
    return { refused: "Tick only what is listed", field: "cited" };
  }
  if (cited.length === 0 && !whyNone) {
    const refused = "Tick at least one thing the finding rests on, or write why there is none";
    return { refused, field: "cited" };
  }
  const of = (kind: string) =>
    cited.filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length));
  const rests = { acts: of("act-").map(Number), files: of("file-") };
  const finding = { allegation: about, respondentId: allegation.respondentId, outcome };
  const said = { words, ...rests, ...(cited.length === 0 && { whyNone }) };
  return [findingAct(hand.kase, finding, said)];
}
