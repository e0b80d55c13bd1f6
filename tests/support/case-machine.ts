// The life of a case as a state machine: in which stage what can be done at all, and to which stage it may lead. It
// says less than the rules of the application and of the database, and in its own words: they are held against it.
import type { CaseActName } from "#app/cases/case-act.ts";
import type { CaseStage } from "#app/cases/case-file.ts";

type Moves = Partial<Record<CaseActName, CaseStage[]>>;

/** Acts that can be done in a stage and leave it as it is. */
const staying = (stage: CaseStage, ...acts: CaseActName[]): Moves =>
  Object.fromEntries(acts.map((act) => [act, [stage]]));

/** What can be done while a case is open, wherever it is. */
const whileOpen = (stage: CaseStage) =>
  staying(
    ...([stage, "report-added", "respondent-named", "party-named", "shut-out", "noted"] as const),
    ...(["interim-begun", "interim-reviewed", "interim-ended", "declared"] as const),
    ...([
      "appointment-ended",
      "served",
      "tried",
      "read",
      "responded",
      "paused",
      "resumed",
    ] as const),
    ...(["held", "hold-lifted", "training-assigned", "declined", "allegation-withdrawn"] as const),
  );

/** What can be done while a case is investigated, or would be again. */
const whileInvestigated = (stage: CaseStage) => ({
  ...whileOpen(stage),
  ...staying(stage, "appointed", "noticed", "interviewed", "excepted", "confirmed"),
  ...staying(stage, "issued", "rescinded", "grieved", "grievance-ended"),
  alleged: ["investigation"],
  found: ["investigation"],
});

const triaged: Moves = { triaged: ["triage", "investigation", "conclusion"] };

/** Stage by stage, each act that can be done, with the stages it may lead to. */
export const machine: Record<CaseStage, Moves> = {
  triage: { ...whileOpen("triage"), ...triaged, confirmed: ["triage", "conclusion"] },
  investigation: {
    ...(whileInvestigated("investigation") as Moves),
    ...triaged,
    confirmed: ["investigation", "decision", "conclusion"],
    "allegation-withdrawn": ["investigation", "decision", "conclusion"],
    upheld: ["investigation"],
  },
  decision: {
    ...(whileInvestigated("decision") as Moves),
    proposed: ["decision"],
    issued: ["decision", "conclusion"],
    rescinded: ["decision", "conclusion"],
    upheld: ["decision", "conclusion"],
  },
  conclusion: {
    ...(whileInvestigated("conclusion") as Moves),
    ...triaged,
    "grievance-ended": ["conclusion", "decision"],
    rescinded: ["conclusion", "decision"],
    ...staying("conclusion", "informed", "reporter-told"),
    closed: ["closed"],
  },
  closed: {
    ...staying(
      "closed",
      "read",
      "held",
      "hold-lifted",
      "disposal-proposed",
      "declined",
      "confirmed",
    ),
    reopened: ["conclusion"],
    grieved: ["conclusion"],
    disposed: ["disposed"],
  },
  disposed: {},
};
