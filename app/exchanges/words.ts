/** Where an exchange stands, for who advises in it. */
export type ExchangeState = "waiting" | "due" | "planned" | "answered" | "closed";

export const exchangeStateWords: Record<ExchangeState, string> = {
  waiting: "Waits for an answer",
  due: "To come back to",
  planned: "Follow-up planned",
  answered: "Answered",
  closed: "Closed",
};

/** People offered at once to log an exchange of: whoever finds more types more of the name. */
export const shownPeople = 20;

/** More open exchanges than so many are not listed at once. */
export const listedUpTo = 200;
