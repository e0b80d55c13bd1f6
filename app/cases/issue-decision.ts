import { z } from "zod";
import type { Day } from "../days.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { dayUntil, seenFields } from "../seen-form.ts";
import { aboutFields } from "./act-about.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { AskedOfCase } from "./case-route.ts";
import { sayRescinded, writeDecision, writeOutcome } from "./decision-letter.ts";
import { sayMeasure } from "./decision-words.ts";
import { personOf } from "./read-finding.ts";
import { readApprovals, whatIsMissing } from "./read-proposal.ts";

/** How a letter is served, as a form takes it. */
const serviceFields = (today: Day) => ({
  choice: z.enum(["by-hand", "registered-mail", "portal"], "Choose how the letter is served"),
  on: dayUntil(today, "Enter the day on which it was handed over or mailed"),
  by: told(200),
  proof: told(2000),
});

/** In the portal it is served today, and what was written for paper is left out. */
const servedNow = (service: Service, today: Day): Service =>
  service.choice === "portal" ? { choice: "portal", on: today, by: "", proof: "" } : service;

type Service = { choice: string; on: Day; by: string; proof: string };

/** Who served a letter outside of the portal, and what proves it, is written down. */
function whyNotServed({ choice, by, proof }: Service) {
  if (choice === "portal") return null;
  if (!by) return { refused: "Write who handed it over or mailed it", field: "by" };
  return proof
    ? null
    : {
        refused: "Write what proves it: a signature, a tracking number, a witness",
        field: "proof",
      };
}

/** Proposals that were not issued and not replaced, each as a line to choose from. */
export const issuable = ({ standing, file }: CaseInHand) =>
  standing.liveDiscipline
    .filter(({ number }) => !standing.isIssued(number))
    .map((one) => ({
      about: one.number,
      label: `${sayMeasure(one)} for ${personOf(file, one.respondentId).name}`,
    }));

/** What is read before a decision is issued: the letter, as it will be, and who approved it. */
export async function readIssueOffer(portal: Portal, hand: CaseInHand, about: number) {
  const proposal = proposalOf(hand, about);
  return {
    measure: sayMeasure(proposal),
    respondent: personOf(hand.file, proposal.respondentId).name,
    letter: await writeDecision(portal, hand, proposal),
    approvals: readApprovals(hand, about),
    missing: whatIsMissing(hand, proposal),
  };
}

function proposalOf({ standing }: CaseInHand, about: number) {
  const proposal = standing.liveDiscipline.find(({ number }) => number === about);
  if (!proposal) throw new Error("What is issued is a proposal that stands.");
  return proposal;
}

export const issueForm = (today: Day) => z.object({ ...aboutFields, ...serviceFields(today) });

/** Issuing what is approved: with the letter as it was shown. */
export async function askIssue(
  portal: Portal,
  { about, choice, on, by, proof }: z.output<ReturnType<typeof issueForm>>,
  hand: CaseInHand,
): Promise<AskedOfCase> {
  const proposal = hand.standing.liveDiscipline.find(({ number }) => number === about);
  if (!proposal) return { refused: "Open the case again: this proposal does not stand any more" };
  const { choice: _, ...service } = servedNow({ choice, on, by, proof }, hand.today);
  const refused = whyNotServed({ choice, ...service });
  if (refused) return refused;
  const said = { letter: await writeDecision(portal, hand, proposal), ...service };
  return [{ act: "issued", about, personId: proposal.respondentId, choice, said }];
}

/** Whom the outcome can be given, who waits for it first. */
export function informable({ file, standing }: CaseInHand) {
  const waits = (id: string) => standing.uninformed.includes(id);
  return file.respondents
    .map(({ id, handle, name }) => ({ id, handle, name, waits: waits(id) }))
    .toSorted((one, other) => Number(other.waits) - Number(one.waits));
}

/** What the form of the outcome letter starts with; `always` stands in the letter and is nobody's to change. */
export async function readOutcomeOffer(
  portal: Portal,
  hand: CaseInHand,
  respondent: string,
  typed = "",
) {
  const to = personOf(hand.file, respondent);
  const always = sayRescinded(hand, to);
  const words = typed || (always ? "" : "Nothing more follows from it for you.");
  const letter = await writeOutcome(portal, hand, to, words);
  return { id: to.id, name: to.name, always, words, letter };
}

export const informForm = (today: Day) =>
  z.object({
    ...seenFields,
    person: z.uuid("Open this page again, and choose whom to tell"),
    words: told(5000),
    ...serviceFields(today),
  });

/** Giving a respondent the outcome. */
export async function askInform(
  portal: Portal,
  { person, words, choice, on, by, proof }: z.output<ReturnType<typeof informForm>>,
  hand: CaseInHand,
): Promise<AskedOfCase> {
  const to = hand.file.respondents.find(({ id }) => id === person);
  if (!to) return { refused: "Name this person as a respondent first" };
  if (!words && !sayRescinded(hand, to))
    return { refused: "Write what the outcome means for them", field: "words" };
  const { choice: _, ...service } = servedNow({ choice, on, by, proof }, hand.today);
  const refused = whyNotServed({ choice, ...service });
  if (refused) return refused;
  const said = { letter: await writeOutcome(portal, hand, to, words), ...service };
  return [{ act: "informed", personId: person, choice, said }];
}

/** What was issued and stands, each as a line to choose from. */
export const issuedStanding = ({ standing, file }: CaseInHand) =>
  standing
    .of("issued")
    .filter(({ number }) => !standing.has(number, "rescinded"))
    .flatMap(({ number, about, person }) => {
      const proposal = file.discipline.find((one) => one.number === about);
      return proposal
        ? [{ about: number, label: `${sayMeasure(proposal)} for ${person?.name}, act ${number}` }]
        : [];
    });

/** What is read before a word is said of something issued: what it is, and why it waits for one. */
export const readAskedWord = (hand: CaseInHand, about: number) => ({
  whys: whyAWord(hand, about),
  what: issuedStanding(hand).find((one) => one.about === about)?.label ?? "",
});

/** Why something that was issued waits for a word, a sentence each. */
function whyAWord({ standing, file }: CaseInHand, about: number): string[] {
  const issue = standing.actOf(about);
  const proposal = file.discipline.find(({ number }) => number === issue?.about);
  const lost = proposal?.grounds.some((finding) => !standing.isStanding(finding));
  const ends = standing
    .about(about, "grieved")
    .flatMap(({ number }) => standing.about(number, "grievance-ended"));
  const allowed = ends.some(({ choice }) =>
    ["allowed", "allowed-in-part", "settled"].includes(choice ?? ""),
  );
  return [
    lost ? "A finding it rests on was superseded after it was issued." : [],
    allowed ? "A grievance about it was allowed or settled." : [],
  ].flat();
}

export const wordForm = z.object({ ...aboutFields, words: told(20_000, "Write the reasons") });
