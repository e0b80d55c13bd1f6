import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { dayLater, seenFields } from "../seen-form.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { Discipline } from "./case-file.ts";
import type { AskedOfCase } from "./case-route.ts";
import { readCaseSettings } from "./case-settings.ts";
import { proposalAct } from "./discipline.ts";
import { type EarlierDiscipline, readEarlierDiscipline } from "./earlier-discipline.ts";
import { type ReadFinding, readFinding } from "./read-finding.ts";
import { type ReadProposal, readProposal } from "./read-proposal.ts";

/** What the form of a proposal shows, for one respondent. */
type ProposalOffer = {
  respondent: { id: string; name: string };
  /** Substantiated, reviewed, and nothing was decided about them. */
  findings: ReadFinding[];
  earlier: EarlierDiscipline[];
  /** The sunset day the settings suggest. */
  sunsetOn: Day;
  /** A proposal not issued yet, whose place the new one takes. */
  replaces: ReadProposal | null;
};

/** Findings discipline can rest on: substantiated, reviewed, and nothing was decided about them. */
const undecidedOf = ({ standing }: Pick<CaseInHand, "standing">) =>
  standing.settledFindings.filter(
    (one) => one.outcome === "substantiated" && standing.isUndecided(one),
  );

/** The respondents for whom something can be proposed. */
export function proposedFor(hand: CaseInHand): { id: string; handle: string; name: string }[] {
  const found = undecidedOf(hand);
  return hand.file.respondents.filter(({ id }) => found.some((one) => one.respondentId === id));
}

/** The proposal of somebody that waits or is approved and was not issued: a new one takes its place. */
const openProposal = ({ standing }: CaseInHand, respondentId: string): Discipline | undefined =>
  standing.liveDiscipline
    .filter((one) => one.respondentId === respondentId && !standing.isIssued(one.number))
    .at(-1);

/** Reads it for one of them. */
export async function readProposalOffer(
  viewer: Viewer,
  portal: Portal,
  hand: CaseInHand,
  respondent: { id: string; name: string },
): Promise<ProposalOffer> {
  const { id, name } = respondent;
  const findings = undecidedOf(hand).filter(({ respondentId }) => respondentId === id);
  const { sunsetAfter } = await readCaseSettings(portal);
  const before = openProposal(hand, id);
  return {
    respondent: { id, name },
    findings: await Promise.all(findings.map((one) => readFinding(portal, hand, one))),
    earlier: await readEarlierDiscipline(viewer, portal, id),
    sunsetOn: Temporal.PlainDate.from(hand.today).add({ months: sunsetAfter }).toString(),
    replaces: before ? await readProposal(viewer, portal, hand, before) : null,
  };
}

/** The form, on a day: a sunset is later. */
export const proposalForm = (today: Day) =>
  z.object({
    ...seenFields,
    person: z.uuid("Open this page again, and choose for whom"),
    measure: z.enum(
      ["none", "verbal-warning", "written-warning", "suspension", "demotion", "termination"],
      "Choose a measure, or that there is none",
    ),
    days: told(5),
    pay: told(10),
    terms: told(2000),
    sunset: dayLater(today),
    findings: z.array(z.string().max(5)).max(100),
    words: told(20_000, "Write the reasons"),
    mitigating: told(20_000),
    aggravating: told(20_000),
  });

/** The proposal a form asks for, in place of one that was not issued. Refuses with a sentence what does not go together. */
export function askProposal(
  value: z.output<ReturnType<typeof proposalForm>>,
  hand: CaseInHand,
): AskedOfCase {
  const { person, measure, terms, words, mitigating, aggravating } = value;
  const possible = undecidedOf(hand).filter(({ respondentId }) => respondentId === person);
  const grounds = possible.filter(({ number }) => value.findings.includes(String(number)));
  if (grounds.length === 0) {
    const refused = "Tick at least one substantiated finding about this person";
    return { refused, field: "findings" };
  }
  if (grounds.length < new Set(value.findings).size) {
    const refused = "Tick only findings that are listed: substantiated, and not decided yet";
    return { refused, field: "findings" };
  }
  const isSuspension = measure === "suspension";
  const days = isSuspension ? Number(value.days) : null;
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 365)) {
    return { refused: "Enter how many calendar days, from 1 to 365", field: "days" };
  }
  if (isSuspension && value.pay !== "with" && value.pay !== "without") {
    return { refused: "Choose whether the suspension is with pay", field: "pay" };
  }
  const isFromADay = isSuspension || measure === "demotion" || measure === "termination";
  if (isFromADay && !terms) {
    return { refused: "Write from which day it is to apply, and what changes", field: "terms" };
  }
  const canEnd = measure !== "none" && measure !== "termination";
  const proposed = {
    ...{ respondentId: person, measure, days, grounds: grounds.map(({ number }) => number) },
    isPaid: isSuspension ? value.pay === "with" : null,
    sunsetOn: canEnd ? value.sunset : null,
  };
  const said = { words, mitigating, aggravating, terms: isFromADay ? terms : "" };
  return [proposalAct(hand.kase, proposed, said, openProposal(hand, person)?.number)];
}
