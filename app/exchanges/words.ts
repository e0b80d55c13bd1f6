import type { disengaged } from "#drizzle/schema/exchanges.ts";
import type { ExchangeAct } from "./exchange-act.ts";

/** Where an exchange stands, for who advises in it. */
export type ExchangeState = "waiting" | "due" | "planned" | "answered" | "closed";

export const exchangeStateWords: Record<ExchangeState, string> = {
  waiting: "Waits for an answer",
  due: "To come back to",
  planned: "Follow-up planned",
  answered: "Answered",
  closed: "Closed",
};

/** What somebody did about an exchange, after their name. */
export const doneWords: Record<ExchangeAct, string> = {
  answered: "answered",
  wrote: "wrote",
  logged: "logged the exchange",
  told: "said that it goes to Human Resources",
  escalated: "escalated it to Human Resources",
  "followed-up": "came back to it",
  closed: "closed it",
};

/** Answers to what may not be known. */
export const knownWords: Record<(typeof disengaged.enumValues)[number], string> = {
  yes: "Yes",
  no: "No",
  "not-known": "Not known",
};

/** What stands for a platform that is not offered. */
export const otherPlatform = "other";

/** People offered at once to log an exchange of: whoever finds more types more of the name. */
export const shownPeople = 20;

/** More open exchanges than so many are not listed at once. */
export const listedUpTo = 200;
