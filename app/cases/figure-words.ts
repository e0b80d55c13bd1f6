/** How the kinds that cases are counted by read in figures. */
export const outcomeWords: Record<string, string> = {
  substantiated: "Substantiated",
  "not-substantiated": "Not substantiated",
  inconclusive: "Inconclusive",
};

/** How a grievance ended. */
export const endingWords: Record<string, string> = {
  dismissed: "Dismissed",
  "allowed-in-part": "Allowed in part",
  allowed: "Allowed",
  settled: "Settled",
  withdrawn: "Withdrawn",
  "to-arbitration": "Sent to arbitration",
};

/** The clause a reporter named. */
export const clauseWords = (clause: string) =>
  clause === "none" ? "Not sure which" : clause === "several" ? "Several clauses" : clause;
