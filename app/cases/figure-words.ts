/** The clause a reporter named. */
export const clauseWords = (clause: string) =>
  clause === "none" ? "Not sure which" : clause === "several" ? "Several clauses" : clause;
