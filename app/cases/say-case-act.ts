import type { CaseActName } from "./case-act.ts";
import type { CaseActLine } from "./case-file.ts";

/** Each act as a sentence about who did it: `{person}` is whom it concerns, `{choice}` what was chosen. */
const sentences: Record<CaseActName, string> = {
  opened: "opened the case",
  "report-added": "added a report",
  "respondent-named": "named {person} as respondent",
  "party-named": "named {person} as a witness",
  "shut-out": "noted that {person} has no part in the case",
  triaged: "decided {choice}",
  appointed: "appointed {person} to investigate",
  declared: "declared that nothing stands between them and the case",
  "appointment-ended": "ended an appointment",
  "interim-begun": "began an interim measure for {person}: {choice}",
  "interim-reviewed": "reviewed an interim measure",
  "interim-ended": "ended an interim measure",
  alleged: "stated an allegation about {person}",
  "allegation-withdrawn": "withdrew an allegation",
  noticed: "wrote a notice of allegations to {person}",
  served: "recorded that a notice was served {choice}",
  tried: "tried to reach the respondent",
  read: "opened a notice",
  responded: "recorded {choice} of {person}",
  interviewed: "recorded an interview, representation {choice}",
  noted: "wrote a note",
  excepted: "asked to be excepted from {choice}, for {person}",
  found: "recorded a finding about {person}",
  proposed: "proposed what follows for {person}",
  confirmed: "agreed to it {choice}",
  declined: "did not agree to it",
  issued: "issued the decision to {person} {choice}",
  informed: "gave {person} the outcome {choice}",
  rescinded: "rescinded what was issued",
  upheld: "upheld what was issued",
  "training-assigned": "assigned training to {person}",
  grieved: "recorded a grievance of {person}, {choice}",
  "grievance-ended": "recorded how the grievance ended: {choice}",
  "reporter-told": "told the reporter that it is concluded",
  paused: "paused the clock: {choice}",
  resumed: "let the clock run again",
  closed: "closed the case",
  reopened: "reopened the case",
  held: "placed a legal hold",
  "hold-lifted": "lifted the legal hold",
  "disposal-proposed": "proposed to dispose of the case",
  disposed: "disposed of the case",
};

/** The same where they did it about themselves. */
const ownSentences: { [A in CaseActName]?: string } = {
  "shut-out": "stepped aside from the case",
  responded: "answered the notice",
  grieved: "filed a grievance, {choice}",
};

/** What was chosen, as it reads within its sentence. */
const choices: Record<string, string> = {
  investigate: "to investigate",
  coach: "to coach",
  refer: "to refer it",
  "no-action": "to take no action",
  "leave-with-pay": "leave with pay",
  "access-removed": "access removed",
  portal: "in the portal",
  "by-hand": "by hand",
  "registered-mail": "by registered mail",
  response: "a response",
  refusal: "a refusal to respond",
  none: "that there was no response",
  offered: "offered",
  "not-offered": "not offered",
  notice: "the notice",
  representation: "offering representation",
  review: "the review",
  "as-approver": "",
  "as-city-manager": "as the city manager or in their place",
  "in-time": "in time",
  late: "late",
  dismissed: "dismissed",
  "allowed-in-part": "allowed in part",
  allowed: "allowed",
  settled: "settled",
  withdrawn: "withdrawn",
  "to-arbitration": "sent to arbitration",
  police: "the police are asked",
  other: "another reason",
};

/** What was done, without who: "appointed Sam Reyes to investigate". */
export function sayDoneInCase({
  act,
  by,
  person,
  choice,
}: Pick<CaseActLine, "act" | "by" | "person" | "choice">): string {
  const chosen =
    act === "excepted" && choice === "response" ? "the response" : choices[choice ?? ""];
  const isOwn = by.id === person?.id;
  return ((isOwn && ownSentences[act]) || sentences[act])
    .replace("{person}", person?.name ?? "somebody")
    .replace("{choice}", chosen ?? "")
    .trim();
}

/** "Tom Baker appointed Sam Reyes to investigate". */
export const sayCaseAct = (line: Pick<CaseActLine, "act" | "by" | "person" | "choice">): string =>
  `${line.by.name} ${sayDoneInCase(line)}`;
