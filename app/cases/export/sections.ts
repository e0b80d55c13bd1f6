import type { CaseActName } from "../case-act.ts";

/** The parts of a case file as its page has them, and which acts stand in each, whole. */
export const sections: { id: string; title: string; none: string; acts: CaseActName[] }[] = [
  {
    id: "opening",
    title: "Opening, parties and conflicts",
    none: "Nothing.",
    acts: ["opened", "report-added", "respondent-named", "party-named", "shut-out", "triaged"],
  },
  {
    id: "investigation",
    title: "Investigation",
    none: "Nobody was appointed.",
    acts: [
      ...(["appointed", "declared", "appointment-ended", "noted", "paused", "resumed"] as const),
      ...(["interim-begun", "interim-reviewed", "interim-ended"] as const),
    ],
  },
  {
    id: "notices",
    title: "Notices and letters",
    none: "No notice was given.",
    acts: ["noticed", "served", "tried", "read", "issued", "informed"],
  },
  { id: "responses", title: "Responses", none: "No response is recorded.", acts: ["responded"] },
  { id: "interviews", title: "Interviews", none: "No interview.", acts: ["interviewed"] },
  { id: "exceptions", title: "Exceptions to steps", none: "No exception.", acts: ["excepted"] },
  { id: "findings", title: "Findings", none: "No finding.", acts: ["found"] },
  {
    id: "discipline",
    title: "Discipline",
    none: "Nothing was proposed.",
    acts: ["proposed", "rescinded", "upheld", "training-assigned"],
  },
  {
    id: "approvals",
    title: "Approvals and reviews",
    none: "No second person acted.",
    acts: ["confirmed", "declined"],
  },
  { id: "grievances", title: "Grievances", none: "None.", acts: ["grieved", "grievance-ended"] },
  {
    id: "conclusion",
    title: "Conclusion",
    none: "The case is open.",
    acts: [
      ...(["reporter-told", "closed", "reopened", "held", "hold-lifted"] as const),
      ...(["disposal-proposed", "disposed"] as const),
    ],
  },
];
