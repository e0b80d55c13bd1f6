import { writeDay } from "../../days.ts";
import type { CaseActName } from "../case-act.ts";
import type { Standing } from "../standing.ts";
import {
  aboutOne,
  all,
  anybodyNamed,
  aRespondent,
  dayNotPast,
  isDisposed,
  type Rule,
  thereIs,
  whileOpen,
} from "./rule.ts";

const noGrievance: Rule = ({ openGrievances }) =>
  openGrievances.length > 0 ? "Record first how the grievance ended" : null;

/** How a case ends: who is told, pauses and legal holds, closing, reopening, and its disposal. */
export const ending = {
  informed: all(
    whileOpen,
    aRespondent,
    noGrievance,
    thereIs(
      "Decide first all that is open: every allegation needs its finding and its decision",
      ({ stage }) => stage === "conclusion",
    ),
    anybodyNamed,
  ),
  "reporter-told": all(
    whileOpen,
    noGrievance,
    thereIs(
      "Decide first all that is open: the reporter learns only that it is concluded",
      ({ stage }) => stage === "conclusion",
    ),
  ),
  paused: all(
    whileOpen,
    thereIs("The clock is paused already", ({ pause }) => !pause),
  ),
  resumed: all(
    whileOpen,
    thereIs("The clock runs", ({ pause }) => Boolean(pause)),
    aboutOne(["paused"], ["resumed"]),
  ),
  closed: all(whyNotClosed, dayNotPast),
  reopened: all(
    ({ stage }) =>
      stage === "closed" ? null : stage === "disposed" ? isDisposed : "The case is open",
    dayNotPast,
  ),
  held: ({ stage, hold }) =>
    stage === "disposed" ? isDisposed : hold ? "A legal hold is in place already" : null,
  "hold-lifted": all(
    ({ stage }) => (stage === "disposed" ? isDisposed : null),
    thereIs("There is no legal hold", ({ hold }) => Boolean(hold)),
    aboutOne(["held"], ["hold-lifted"]),
  ),
  "disposal-proposed": all(
    whyNotDisposable,
    thereIs("A second person is awaited already", ({ awaited }) => awaited.length === 0),
  ),
  disposed: all(
    whyNotDisposable,
    thereIs(
      "Propose to dispose of the case first",
      ({ awaited }, { about }) =>
        about !== undefined || awaited.some(({ act }) => act === "disposal-proposed"),
    ),
    aboutOne(["disposal-proposed"]),
    ({ about: done }, { about, by }) =>
      about === undefined || !by || done(about, "confirmed").some((one) => one.by.id === by)
        ? null
        : "Agree first to dispose of it",
  ),
} satisfies Partial<Record<CaseActName, Rule>>;

/** Everything that is still open, a sentence each; what keeps a case from being closed. */
export function whatIsOpen(standing: Standing): string[] {
  const { stage, awaited, interim, openGrievances, pause, uninformed, isReporterTold } = standing;
  return [
    stage === "triage" ? "Decide under Triage what is to be done" : [],
    stage === "investigation"
      ? "Record a finding about every allegation, and have each reviewed"
      : [],
    stage === "decision" ? "Decide about discipline, and issue it" : [],
    awaited.length > 0 ? "Wait for the second person" : [],
    interim.length > 0 ? "End the interim measure" : [],
    openGrievances.length > 0 ? "Record how the grievance ended" : [],
    pause ? "Let the clock run again" : [],
    uninformed.length > 0 ? "Give the respondent the outcome" : [],
    isReporterTold ? [] : "Tell the reporter that it is concluded",
  ].flat();
}

function whyNotClosed(standing: Standing): string | null {
  if (!standing.isOpen) return standing.stage === "disposed" ? isDisposed : "The case is closed";
  return whatIsOpen(standing)[0] ?? null;
}

/** What keeps a case from being disposed of, or null. */
export function whyNotDisposable({
  stage,
  keptUntil,
  today,
  locale,
  hold,
}: Standing): string | null {
  if (stage === "disposed") return isDisposed;
  if (stage !== "closed") return "Close the case first";
  if (hold) return "Lift the legal hold first";
  return keptUntil !== null && keptUntil > today
    ? `Keep it until ${writeDay(locale, keptUntil)}: its rule says so`
    : null;
}
