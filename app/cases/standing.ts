import type { Clock } from "../clock.ts";
import type { CaseActName } from "./case-act.ts";
import type {
  Allegation,
  CaseActLine,
  CaseFile,
  CaseStage,
  Discipline,
  Finding,
} from "./case-file.ts";

/** What decides where a case stands: its acts without their words. */
export type CaseFacts = Pick<
  CaseFile,
  "acts" | "respondents" | "allegations" | "findings" | "discipline"
> &
  Partial<Pick<CaseFile, "barred">>;

/**
 * Where a case stands, by its acts alone. The database functions of the same names say the same to every act
 * (`stage_of_case`, `is_settled_finding`, `is_live_discipline` …); a test drives both beside each other.
 */
export function standingOf(facts: CaseFacts, clock: Pick<Clock, "today" | "locale">) {
  const { today } = clock;
  const { acts, allegations, findings, discipline, barred = [] } = facts;
  const of = <A extends CaseActName>(...names: A[]): CaseActLine<A>[] =>
    acts.filter(({ act }) => (names as CaseActName[]).includes(act)) as CaseActLine<A>[];
  const about = <A extends CaseActName>(number: number, ...names: A[]) =>
    of(...names).filter((act) => act.about === number) as CaseActLine<A>[];
  const has = (number: number, ...names: CaseActName[]) => about(number, ...names).length > 0;
  const actOf = (number: number | null) => acts.find((act) => act.number === number);
  const endOf = <A extends CaseActName>(begun: A, ended: CaseActName): CaseActLine<A>[] =>
    of(begun).filter(({ number }) => !has(number, ended));

  /** Asked for after the act `since`, and confirmed. */
  const isExcepted = (step: string, personId: string, since: number) =>
    of("excepted").some(
      ({ number, choice, person }) =>
        choice === step && person?.id === personId && number > since && has(number, "confirmed"),
    );
  const liveAllegations = allegations.filter(({ number }) => !has(number, "allegation-withdrawn"));
  const isLive = ({ number, allegation }: Finding) =>
    liveAllegations.some((one) => one.number === allegation) &&
    !findings.some((later) => later.allegation === allegation && later.number > number);
  const liveFindings = findings.filter(isLive);
  const isSettled = (finding: Finding) =>
    isLive(finding) &&
    (has(finding.number, "confirmed") ||
      isExcepted("review", finding.respondentId, finding.number));
  const settledFindings = findings.filter(isSettled);
  const isStanding = (number: number) => settledFindings.some((one) => one.number === number);
  const liveDiscipline = discipline.filter(
    ({ number, grounds }) =>
      !of("proposed").some((later) => later.about === number) && grounds.every(isStanding),
  );
  const isIssued = (number: number) => has(number, "issued");

  /** What counts of those who agreed to an act: not of who may have no part in the case any more. */
  const approvalsOf = (number: number) =>
    about(number, "confirmed").filter(({ by }) => !barred.includes(by.id));
  /** Whether enough people approved a proposal. */
  const isApproved = ({ number, measure }: Discipline) => {
    const given = approvalsOf(number);
    return (
      !has(number, "declined") &&
      new Set(given.map(({ by }) => by.id)).size >= approvalsNeeded[measure] &&
      (measure !== "termination" || given.some(({ choice }) => choice === "as-city-manager"))
    );
  };
  /** What was issued on a finding and not rescinded: of what was, something else is decided. */
  const issuedOn = (finding: number) =>
    discipline.filter(
      ({ number, grounds }) =>
        grounds.includes(finding) &&
        about(number, "issued").some((issue) => !has(issue.number, "rescinded")),
    );
  /** Nothing that stands was decided about it. */
  const isUndecided = ({ number, allegation }: Finding) =>
    issuedOn(number).length === 0 &&
    !findings.some(
      (earlier) =>
        earlier.allegation === allegation &&
        issuedOn(earlier.number).some((one) =>
          about(one.number, "issued").some((issue) =>
            about(issue.number, "upheld").some((word) => word.number > number),
          ),
        ),
    );
  const lastFindingOf = (allegation: number) =>
    Math.max(
      0,
      ...findings.filter((one) => one.allegation === allegation).map(({ number }) => number),
    );
  /** What was issued waits to be rescinded or upheld: a finding was superseded, or a grievance allowed. */
  const awaitsAWord = (issue: number) => {
    if (has(issue, "rescinded")) return false;
    const { grounds = [] } = discipline.find(({ number }) => number === actOf(issue)?.about) ?? {};
    const lost = grounds.some((finding) => {
      const { allegation = 0 } = findings.find(({ number }) => number === finding) ?? {};
      const last = lastFindingOf(allegation);
      return !isStanding(finding) && !about(issue, "upheld").some(({ number }) => number > last);
    });
    const grieved = about(issue, "grieved").some((grievance) =>
      about(grievance.number, "grievance-ended").some(
        (end) =>
          ["allowed", "allowed-in-part", "settled"].includes(end.choice ?? "") &&
          !about(issue, "upheld").some(({ number }) => number > end.number),
      ),
    );
    return lost || grieved;
  };
  const issuedAwaitingAWord = of("issued").filter(({ number }) => awaitsAWord(number));

  const triage = of("triaged").at(-1);
  const isTriaged =
    triage !== undefined && (triage.choice !== "no-action" || has(triage.number, "confirmed"));
  const stage = ((): CaseStage => {
    if (of("disposed").length > 0) return "disposed";
    if (of("closed", "reopened", "grieved").at(-1)?.act === "closed") return "closed";
    if (!isTriaged) return "triage";
    if (triage.choice !== "investigate") return "conclusion";
    const isFound = ({ number }: Allegation) =>
      settledFindings.some(({ allegation }) => allegation === number);
    if (liveAllegations.length === 0 || !liveAllegations.every(isFound)) return "investigation";
    const isLeft = settledFindings.some(
      (one) => one.outcome === "substantiated" && isUndecided(one),
    );
    return isLeft || issuedAwaitingAWord.length > 0 ? "decision" : "conclusion";
  })();
  const isOpen = stage !== "closed" && stage !== "disposed";

  /** Acts that wait for a second person. */
  const awaited = of("triaged", "excepted", "found", "proposed", "disposal-proposed").filter(
    ({ number, act, choice }) => {
      if (has(number, "declined")) return false;
      if (act === "triaged")
        return choice === "no-action" && number === triage?.number && !has(number, "confirmed");
      if (act === "found")
        return liveFindings.some((one) => one.number === number) && !isStanding(number);
      if (act === "proposed") {
        const proposal = liveDiscipline.find((one) => one.number === number);
        return proposal !== undefined && !isApproved(proposal) && !isIssued(number);
      }
      const isReopened = () => of("reopened", "grieved").some((later) => later.number > number);
      return !has(number, "confirmed") && (act === "excepted" || !isReopened());
    },
  );

  const openGrievances = of("grieved").filter(({ number }) => {
    const last = about(number, "grievance-ended").at(-1)?.choice ?? "to-arbitration";
    return last === "to-arbitration";
  });
  /** Got a notice and has not heard the outcome since the last finding or word about them. */
  const uninformed = [...new Set(of("noticed").map(({ person }) => person?.id ?? ""))].filter(
    (personId) => {
      const since = Math.max(
        0,
        ...of("noticed")
          .filter(({ person }) => person?.id === personId)
          .map(({ number }) => number),
        ...findings.filter((one) => one.respondentId === personId).map(({ number }) => number),
        ...of("rescinded", "upheld")
          .filter((word) => actOf(word.about)?.person?.id === personId)
          .map(({ number }) => number),
      );
      return !of("issued", "informed").some(
        ({ number, person }) => person?.id === personId && number > since,
      );
    },
  );
  const reopenedAt = of("reopened").at(-1)?.number ?? 0;
  const closing = of("closed").at(-1);
  return {
    ...{ stage, isOpen, triage, isTriaged, today, locale: clock.locale },
    isInvestigated:
      triage?.choice === "investigate" &&
      (stage === "investigation" || stage === "decision" || stage === "conclusion"),
    ...{ liveAllegations, liveFindings, settledFindings, liveDiscipline, awaited },
    ...{ openGrievances, uninformed, issuedAwaitingAWord },
    ...{
      isExcepted,
      approvalsOf,
      isApproved,
      isUndecided,
      isStanding,
      awaitsAWord,
      isIssued,
      of,
      about,
      has,
      actOf,
    },
    hasRespondent: facts.respondents.length > 0,
    /** A measure was proposed, and not that there is none. */
    isMeasure: (proposal: number) =>
      discipline.some(({ number, measure }) => number === proposal && measure !== "none"),
    /** The allegations a proposal rests on, by their findings. */
    groundsOf: (proposal: number) =>
      findings
        .filter((one) =>
          discipline.some(
            ({ number, grounds }) => number === proposal && grounds.includes(one.number),
          ),
        )
        .map(({ allegation }) => allegation),
    appointment: endOf("appointed", "appointment-ended").at(-1),
    interim: endOf("interim-begun", "interim-ended"),
    /** When each interim measure is to be reviewed next. */
    interimReviews: endOf("interim-begun", "interim-ended").map((begun) => {
      const reviewOn = about(begun.number, "interim-reviewed").at(-1)?.dueOn ?? begun.dueOn ?? "";
      return { number: begun.number, reviewOn, isOverdue: reviewOn < today };
    }),
    pause: endOf("paused", "resumed").at(-1),
    hold: endOf("held", "hold-lifted").at(-1),
    isReporterTold: of("reporter-told").some(({ number }) => number > reopenedAt),
    /** The first day on which a closed case may be disposed of. */
    keptUntil: stage === "closed" ? (closing?.dueOn ?? null) : null,
  };
}

export type Standing = ReturnType<typeof standingOf>;

/** Approvals each measure needs; a termination one of the city manager among them. */
export const approvalsNeeded = {
  none: 0,
  "verbal-warning": 1,
  "written-warning": 1,
  suspension: 2,
  demotion: 2,
  termination: 2,
} as const;
