// What the rules of a case's life are made of.
import type { Day } from "../../days.ts";
import type { CaseActName } from "../case-act.ts";
import type { Standing } from "../standing.ts";

/** An act as somebody asks for it. What is not said yet is not looked at: so a page asks before its form. */
export type AskedAct = {
  act: CaseActName;
  about?: number | undefined;
  personId?: string | undefined;
  choice?: string | undefined;
  dueOn?: Day | undefined;
  /** Whether the person is a respondent of the case. */
  isRespondent?: boolean | undefined;
  /** Whether the person may have no part in the case, or is not here. */
  isBarred?: boolean | undefined;
  /** Of a proposal: the findings it rests on. */
  grounds?: number[] | undefined;
  /** Who asks, with which form. */
  by?: string | undefined;
  formId?: string | undefined;
};

/** Why an act does not follow, as a sentence; null where it does. */
export type Rule = (standing: Standing, asked: AskedAct) => string | null;

const isClosed = "Reopen the case first: it is closed";
export const isDisposed = "Nothing can be done any more: the case was disposed of";
/** For what cannot be so unless something was done meanwhile. */
export const again = "Open the case again: what this was about has changed";

export const whileOpen: Rule = ({ isOpen, stage }) =>
  isOpen ? null : stage === "disposed" ? isDisposed : isClosed;

export const whileInvestigated: Rule = (standing, asked) =>
  whileOpen(standing, asked) ??
  (standing.isInvestigated ? null : "Decide first to investigate, under Triage");

/** The first of several rules that says why not. */
export const all =
  (...some: Rule[]): Rule =>
  (standing, asked) => {
    for (const rule of some) {
      const why = rule(standing, asked);
      if (why) return why;
    }
    return null;
  };

/** What an act is about is of one of these acts, and none of `ended` was done about it yet. */
export const aboutOne =
  (names: CaseActName[], ended: CaseActName[] = []): Rule =>
  ({ actOf, has }, { about }) => {
    if (about === undefined) return null;
    const found = actOf(about);
    return found && names.includes(found.act) && !has(about, ...ended) ? null : again;
  };

/** What must be so, with the sentence where it is not. */
export const thereIs =
  (sentence: string, is: (standing: Standing, asked: AskedAct) => boolean): Rule =>
  (standing, asked) =>
    is(standing, asked) ? null : sentence;

export const aRespondent: Rule = (_, { isRespondent }) =>
  isRespondent === false ? "Name this person as a respondent first" : null;

export const dayAhead: Rule = ({ today }, { dueOn }) =>
  dueOn !== undefined && dueOn <= today ? "Choose a day after today" : null;

export const dayNotPast: Rule = ({ today }, { dueOn }) =>
  dueOn !== undefined && dueOn < today ? "Choose a day that is not past" : null;

/** Whoever it is about must be named. */
export function anybodyNamed({ hasRespondent }: Standing): string | null {
  return hasRespondent ? null : "Name a respondent first";
}
