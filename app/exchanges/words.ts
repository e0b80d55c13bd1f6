import type { ExchangeActLine } from "./acts-of.ts";
import type { Disengaged } from "./log-exchange.ts";
import type { OwnState } from "./own-state.ts";

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

/** What stands for a place that is not offered, in a form and in words. */
export const elsewhere = { value: "other", label: "Somewhere else" };

/** Where an exchange stands, as its person reads it. */
export const ownStateWords: Record<OwnState, string> = {
  waiting: "Waits for an answer",
  answered: "Answered",
  logged: "Logged",
  told: "To be passed to HR",
  escalated: "Passed to HR",
  closed: "Closed",
};

/** Answers to what may not be known. */
export const knownWords: Record<Disengaged, string> = {
  yes: "Yes",
  no: "No",
  "not-known": "Not known",
};

const actWords: Record<ExchangeActLine["act"], string> = {
  answered: "answered",
  wrote: "wrote",
  logged: "wrote an exchange report about it",
  told: "is going to pass it to Human Resources",
  escalated: "passed it to Human Resources",
  "followed-up": "came back to it",
  closed: "closed it",
};

/** "Ray Monkman answered"; to the one whose exchange it is, of what they did: "You wrote". */
export function sayAct(
  { act, by, isOwn }: Pick<ExchangeActLine, "act" | "by" | "isOwn">,
  { toOwner }: { toOwner: boolean },
): string {
  return `${isOwn && toOwner ? "You" : by} ${actWords[act]}`;
}
