import type { ExchangeActLine } from "./acts-of.ts";
import type { Disengaged } from "./log-exchange.ts";
import type { OwnState } from "./own-state.ts";
import type { LoggedExchange } from "./told.ts";

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

/** Whether somebody left the exchange politely. */
export const disengagedWords: Record<Disengaged, string> = {
  yes: "Yes",
  no: "No",
  "not-known": "Not known",
};

/** Whether somebody could be recognized as staff of the City. */
export const recognizableWords: Record<LoggedExchange["recognizable"], string> = {
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
