// What the page of a case says after an act: that it is recorded, and what comes next. Light.
import { actPaths } from "./act-paths.ts";
import type { CaseActName } from "./case-act.ts";

const words: Partial<Record<CaseActName, string>> = {
  opened: "The case is open.",
  triaged: "The decision about what is to be done is recorded.",
  "report-added": "The report is part of the case.",
  "respondent-named": "The respondent is named.",
  "party-named": "The witness is named. They have no part in handling the case any more.",
  appointed: "The investigator is appointed. They declare first that nothing stands in the way.",
  declared: "Your declaration is recorded. The case is open to you.",
  "appointment-ended": "The appointment is ended. Somebody else can be appointed.",
  "interim-begun": "The interim measure is recorded, with the day on which it is reviewed.",
  "interim-reviewed": "The review is recorded, with the day of the next one.",
  "interim-ended": "The interim measure is ended.",
  alleged: "The allegation is stated. Notice of it comes next.",
  "allegation-withdrawn": "The allegation is withdrawn.",
  noticed: "The notice is written. Serve it next: the respondent does not see it before.",
  served: "How the notice was served is recorded. The respondent can answer it now.",
  tried: "The try is recorded.",
  responded: "The response is recorded.",
  interviewed: "The interview is recorded. A finding can cite it.",
  noted: "The note is kept. A finding can cite it.",
  excepted: "The exception is asked for. It counts once a second person agrees.",
  found: "The finding is recorded. A second person reviews it before anything rests on it.",
  proposed: "The proposal is recorded. It can be issued once all its approvals are there.",
  confirmed: "Your agreement is recorded.",
  declined: "That you do not agree is recorded, with your reasons.",
  issued: "The decision is issued, with its letter.",
  informed: "The outcome is given, with its letter.",
  rescinded: "What was issued is rescinded. Tell the respondent next.",
  upheld: "What was issued is upheld. Tell the respondent next.",
  "training-assigned": "The training is assigned.",
  grieved: "The grievance is recorded, and the case is open until it has ended.",
  "grievance-ended": "How the grievance ended is recorded.",
  "reporter-told": "The reporter is told that it is concluded.",
  paused: "The clock stands still.",
  resumed: "The clock runs again.",
  closed: "The case is closed.",
  reopened: "The case is open again.",
  held: "The legal hold is placed. Nothing is disposed of until it is lifted.",
  "hold-lifted": "The legal hold is lifted.",
  "disposal-proposed": "That the case be disposed of is proposed. A second person decides.",
};

/** The act whose form stands at a path: `/cases/<number>/find` is that of a finding; undefined where none does. */
export function actAt(pathname: string): CaseActName | undefined {
  const path = pathname.split("/")[3];
  return (Object.keys(actPaths) as CaseActName[]).find((act) => actPaths[act]?.path === path);
}

/** The sentence about what `?done=` names; null where it names nothing. */
export function sayDone(done: string | null): string | null {
  if (done === "taken") return "The files are part of the case.";
  return done && Object.hasOwn(words, done) ? (words[done as CaseActName] ?? null) : null;
}
