/** Where an exchange stands, for who advises in it. */
export type ExchangeState =
  | "waiting"
  | "due"
  | "planned"
  | "answered"
  | "closed"
  | "wrote-since"
  | "told";

export const exchangeStateWords: Record<ExchangeState, string> = {
  waiting: "Waits for an answer",
  due: "To come back to",
  planned: "Follow-up planned",
  answered: "Answered",
  closed: "Closed",
  "wrote-since": "Wrote since it was closed",
  told: "Told, not passed on yet",
};

/** States of an exchange that was closed; in those besides `closed` something is left to do. */
export const closedStates: ExchangeState[] = ["closed", "wrote-since", "told"];

/** People offered at once to log an exchange of: whoever finds more types more of the name. */
export const shownPeople = 20;

/** More open exchanges than so many are not listed at once. */
export const listedUpTo = 200;

/** Of the exchanges somebody closed, so many of the last are asked whether something happened since. */
export const closedAskedUpTo = 500;
