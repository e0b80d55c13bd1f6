// The life of a case: which act follows from which, with the sentence that says what to do first. The database
// function `case_act_follows` says the same to every act; a test drives both beside each other.
import { type Day, writeDay } from "../days.ts";
import type { CaseActName } from "./case-act.ts";
import type { Standing } from "./standing.ts";

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

/** Why an act does not follow, as a sentence without its full stop; null where it does. */
export function whyNoCaseAct(standing: Standing, asked: AskedAct): string | null {
  const rule: Rule = rules[asked.act];
  const isAboutNothing = asked.about !== undefined && !standing.actOf(asked.about);
  return rule(standing, asked) ?? (isAboutNothing ? again : null);
}

type Rule = (standing: Standing, asked: AskedAct) => string | null;

const isClosed = "Reopen the case first: it is closed";
const isDisposed = "Nothing can be done any more: the case was disposed of";
const again = "Open the case again: what this was about has changed";

const noGrievance: Rule = ({ openGrievances }) =>
  openGrievances.length > 0 ? "Record first how the grievance ended" : null;

const whileOpen: Rule = ({ isOpen, stage }) =>
  isOpen ? null : stage === "disposed" ? isDisposed : isClosed;

const whileInvestigated: Rule = (standing, asked) =>
  whileOpen(standing, asked) ??
  (standing.isInvestigated ? null : "Decide first to investigate, under Triage");

const all =
  (...some: Rule[]): Rule =>
  (standing, asked) => {
    for (const rule of some) {
      const why = rule(standing, asked);
      if (why) return why;
    }
    return null;
  };

/** What an act is about is of one of these acts, and none of `ended` was done about it yet. */
const aboutOne =
  (names: CaseActName[], ended: CaseActName[] = []): Rule =>
  ({ actOf, has }, { about }) => {
    if (about === undefined) return null;
    const found = actOf(about);
    return found && names.includes(found.act) && !has(about, ...ended) ? null : again;
  };

const thereIs =
  (sentence: string, is: (standing: Standing, asked: AskedAct) => boolean): Rule =>
  (standing, asked) =>
    is(standing, asked) ? null : sentence;

const aRespondent: Rule = (_, { isRespondent }) =>
  isRespondent === false ? "Name this person as a respondent first" : null;

const dayAhead: Rule = ({ today }, { dueOn }) =>
  dueOn !== undefined && dueOn <= today ? "Choose a day after today" : null;

const dayNotPast: Rule = ({ today }, { dueOn }) =>
  dueOn !== undefined && dueOn < today ? "Choose a day that is not past" : null;

const served = ({ of, has }: Standing) =>
  of("noticed").filter(({ number }) => has(number, "served"));
const unserved = ({ of, has }: Standing) =>
  of("noticed").filter(({ number }) => !has(number, "served"));
const unended = ({ of, has }: Standing, begun: CaseActName, ended: CaseActName) =>
  of(begun).some(({ number }) => !has(number, ended));

const rules: Record<CaseActName, Rule> = {
  opened: () => "The case is open",
  "report-added": whileOpen,
  "respondent-named": all(whileOpen, (_, { isRespondent, personId, by }) => {
    if (isRespondent) return "This person is a respondent already";
    return personId !== undefined && personId === by
      ? "Step aside from the case: somebody else names you"
      : null;
  }),
  "party-named": whileOpen,
  "shut-out": all(whileOpen, ({ of }, { personId, choice, formId }) => {
    if (of("shut-out").some(({ person }) => person?.id === personId))
      return "This person has no part in the case already";
    const isFound = of("opened", "report-added").some((one) => one.formId === formId);
    return choice === "found" && !isFound
      ? "Ask them to step aside, or name them as a witness"
      : null;
  }),
  triaged: all(
    whileOpen,
    thereIs(
      "It was decided, and a finding is recorded",
      ({ liveFindings }) => liveFindings.length === 0,
    ),
    thereIs(
      "It was decided, and the investigation has its findings",
      ({ stage }) => stage !== "decision",
    ),
  ),
  appointed: all(
    whileInvestigated,
    thereIs("End the appointment of the investigator first", ({ appointment }) => !appointment),
    ({ of }, { personId }) =>
      of("confirmed", "declined", "proposed", "issued").some(({ by }) => by.id === personId)
        ? "Appoint somebody else: this person reviewed or decided something in the case"
        : null,
    (_, { isBarred }) =>
      isBarred ? "Appoint somebody else: this person may have no part in the case" : null,
  ),
  declared: all(
    whileOpen,
    thereIs("Nothing is left to declare", (standing, { by }) => {
      const { appointment, has } = standing;
      return Boolean(
        appointment &&
          !has(appointment.number, "declared") &&
          (!by || appointment.person?.id === by),
      );
    }),
    ({ appointment }, { about }) =>
      about === undefined || about === appointment?.number ? null : again,
  ),
  "appointment-ended": all(
    whileOpen,
    thereIs("Nobody is appointed at present", ({ appointment }) => Boolean(appointment)),
    aboutOne(["appointed"], ["appointment-ended"]),
  ),
  "interim-begun": all(whileOpen, anybodyNamed, aRespondent, dayAhead),
  "interim-reviewed": all(
    whileOpen,
    thereIs("There is no interim measure", ({ interim }) => interim.length > 0),
    aboutOne(["interim-begun"], ["interim-ended"]),
    dayAhead,
  ),
  "interim-ended": all(
    whileOpen,
    thereIs("There is no interim measure", ({ interim }) => interim.length > 0),
    aboutOne(["interim-begun"], ["interim-ended"]),
  ),
  alleged: all(whileInvestigated, anybodyNamed, aRespondent),
  "allegation-withdrawn": all(
    whileOpen,
    thereIs("No allegation is stated", ({ liveAllegations }) => liveAllegations.length > 0),
    thereIs("Every allegation has its finding", ({ liveAllegations, liveFindings }) =>
      liveAllegations.some(
        ({ number }) => !liveFindings.some(({ allegation }) => allegation === number),
      ),
    ),
    ({ liveAllegations, liveFindings }, { about }) =>
      about === undefined ||
      (liveAllegations.some(({ number }) => number === about) &&
        !liveFindings.some(({ allegation }) => allegation === about))
        ? null
        : again,
  ),
  noticed: all(
    whileInvestigated,
    thereIs("State an allegation first", ({ liveAllegations }, { personId }) =>
      liveAllegations.some(({ respondentId }) => !personId || respondentId === personId),
    ),
    dayAhead,
  ),
  served: all(
    whileOpen,
    thereIs("Give notice of the allegations first", ({ of }) => of("noticed").length > 0),
    thereIs("Every notice is served", (standing) => unserved(standing).length > 0),
    aboutOne(["noticed"], ["served"]),
  ),
  tried: all(
    whileOpen,
    thereIs(
      "Give notice first, and record how it was served",
      (standing) => served(standing).length > 0,
    ),
    aboutOne(["noticed"]),
    ({ has }, { about }) => (about !== undefined && !has(about, "served") ? again : null),
  ),
  read: all(
    ({ stage }) => (stage === "disposed" ? isDisposed : null),
    aboutOne(["noticed", "issued", "informed"], ["read"]),
    ({ actOf, has }, { about, by }) => {
      if (about === undefined) return null;
      const given = actOf(about);
      const isTheirs = by === undefined || given?.person?.id === by;
      return isTheirs && (given?.act !== "noticed" || has(about, "served")) ? null : again;
    },
  ),
  responded: all(
    whileOpen,
    thereIs(
      "Give notice first, and record how it was served",
      (standing) => served(standing).length > 0,
    ),
    aboutOne(["noticed"]),
    ({ actOf, about, has, today }, asked) => {
      if (asked.about === undefined) return null;
      const notice = actOf(asked.about);
      if (!has(asked.about, "served")) return again;
      if (asked.personId !== undefined && notice?.person?.id !== asked.personId) return again;
      if (
        asked.choice !== undefined &&
        asked.choice !== "response" &&
        asked.by === notice?.person?.id
      )
        return "Write a response: the investigator records anything else";
      if (asked.choice !== "none") return null;
      if (has(asked.about, "responded")) return "There is a response: this one was answered";
      if ((notice?.dueOn ?? "") >= today)
        return "Wait until the day to respond by has passed, or record the response";
      return about(asked.about, "tried").length < 2
        ? "Record two tries to reach the respondent first"
        : null;
    },
  ),
  interviewed: all(whileInvestigated, ({ isExcepted }, { choice, isRespondent, personId }) =>
    choice === "not-offered" && isRespondent && !isExcepted("representation", personId ?? "", 0)
      ? "Offer representation first, or ask for an exception and have it confirmed"
      : null,
  ),
  noted: whileOpen,
  excepted: all(
    whileInvestigated,
    anybodyNamed,
    aRespondent,
    (standing, { about, choice, personId }) => {
      if (choice === undefined) return null;
      if (choice !== "review") return about === undefined ? null : again;
      const { liveFindings, isStanding, actOf } = standing;
      return about !== undefined &&
        actOf(about)?.person?.id === personId &&
        liveFindings.some(({ number }) => number === about) &&
        !isStanding(about)
        ? null
        : "Choose a finding that waits for its review";
    },
  ),
  found: all(
    whileInvestigated,
    thereIs("State an allegation first", ({ liveAllegations }) => liveAllegations.length > 0),
    (standing, { about, personId }) => {
      const { liveAllegations } = standing;
      if (about !== undefined) {
        const allegation = liveAllegations.find(
          (one) => one.number === about && (!personId || one.respondentId === personId),
        );
        return allegation ? whyNoFinding(standing, allegation) : again;
      }
      const whys = liveAllegations.map((one) => whyNoFinding(standing, one));
      return whys.includes(null) ? null : (whys[0] ?? null);
    },
  ),
  proposed: all(
    whileOpen,
    ({ stage, awaited, issuedAwaitingAWord, settledFindings, isUndecided }) => {
      if (awaited.some(({ act }) => act === "found")) return "Have the finding reviewed first";
      if (stage === "triage" || stage === "investigation")
        return "Record a substantiated finding first";
      if (settledFindings.some((one) => one.outcome === "substantiated" && isUndecided(one)))
        return null;
      return issuedAwaitingAWord.length > 0
        ? "Rescind or uphold first what was issued before"
        : "Record a substantiated finding first: none waits for a decision";
    },
    thereIs("Record a substantiated finding first", ({ stage }) => stage === "decision"),
    ({ liveDiscipline, isIssued }, { about, personId }) => {
      if (personId === undefined) return null;
      const last = liveDiscipline
        .filter((one) => one.respondentId === personId && !isIssued(one.number))
        .at(-1);
      return last?.number === about ? null : again;
    },
    aRespondent,
    ({ settledFindings, isUndecided }, { grounds, personId }) =>
      grounds === undefined ||
      (grounds.length > 0 &&
        grounds.every((ground) =>
          settledFindings.some(
            (one) =>
              one.number === ground &&
              one.respondentId === personId &&
              one.outcome === "substantiated" &&
              isUndecided(one),
          ),
        ))
        ? null
        : "Choose substantiated findings about this person that wait for a decision",
  ),
  confirmed: all(
    thereIs("Nothing waits for a second person", ({ awaited }) => awaited.length > 0),
    (standing, { about, by }) => {
      const { awaited, about: done } = standing;
      if (about === undefined) return null;
      const asked = awaited.find(({ number }) => number === about);
      if (!asked) return again;
      const why = asked.act === "disposal-proposed" ? whyNotDisposable(standing) : null;
      if (why) return why;
      return done(about, "confirmed").some((one) => one.by.id === by)
        ? "Another person approves now: you have"
        : null;
    },
  ),
  declined: all(
    thereIs("Nothing waits for a second person", ({ awaited }) => awaited.length > 0),
    ({ awaited }, { about }) =>
      about === undefined || awaited.some(({ number }) => number === about) ? null : again,
  ),
  issued: all(
    whileOpen,
    thereIs(
      "Propose discipline first, or decide that there is none",
      ({ liveDiscipline, isIssued }) => liveDiscipline.some(({ number }) => !isIssued(number)),
    ),
    ({ liveDiscipline, isIssued, isApproved }, { about, personId }) => {
      const open = liveDiscipline.filter(
        ({ number, respondentId }) =>
          !isIssued(number) && (personId === undefined || respondentId === personId),
      );
      const asked = about === undefined ? open : open.filter(({ number }) => number === about);
      if (asked.length === 0) return again;
      return asked.some((one) => isApproved(one)) ? null : "Wait until all approvals are there";
    },
  ),
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
  rescinded: all(
    whileOpen,
    thereIs("Nothing was issued that stands", (standing) =>
      unended(standing, "issued", "rescinded"),
    ),
    aboutOne(["issued"], ["rescinded"]),
  ),
  upheld: all(
    whileOpen,
    thereIs(
      "Nothing that was issued has been put in question by a finding or a grievance",
      ({ issuedAwaitingAWord }) => issuedAwaitingAWord.length > 0,
    ),
    aboutOne(["issued"], ["rescinded"]),
    (standing, { about }) => {
      const { awaited, issuedAwaitingAWord, actOf, settledFindings } = standing;
      if (awaited.some(({ act }) => act === "found")) return "Have the new finding reviewed first";
      if (about === undefined) return null;
      if (!issuedAwaitingAWord.some(({ number }) => number === about)) return again;
      const proposal = actOf(about)?.about;
      const rests = standing.groundsOf(proposal ?? 0);
      return settledFindings.some(
        ({ outcome, allegation }) => outcome === "substantiated" && rests.includes(allegation),
      )
        ? null
        : "Rescind it: no finding under it is substantiated any more";
    },
  ),
  "training-assigned": all(whileOpen, anybodyNamed, aRespondent),
  grieved: all(
    (_standing) => (_standing.stage === "disposed" ? isDisposed : null),
    thereIs("Nothing was issued that could be grieved", (standing) =>
      standing
        .of("issued")
        .some(
          ({ number, about }) => standing.isMeasure(about ?? 0) && !standing.has(number, "grieved"),
        ),
    ),
    aboutOne(["issued"], ["grieved"]),
    ({ isMeasure, actOf }, { about, personId }) => {
      if (about === undefined) return null;
      const issue = actOf(about);
      const isTheirs = personId === undefined || issue?.person?.id === personId;
      return isMeasure(issue?.about ?? 0) && isTheirs ? null : again;
    },
    dayNotPast,
  ),
  "grievance-ended": all(
    whileOpen,
    thereIs("No grievance is open", ({ openGrievances }) => openGrievances.length > 0),
    aboutOne(["grieved"]),
    ({ openGrievances, has }, { about, choice }) => {
      if (about === undefined) return null;
      if (!openGrievances.some(({ number }) => number === about)) return again;
      return choice === "to-arbitration" && has(about, "grievance-ended")
        ? "It is at arbitration: record how that ended"
        : null;
    },
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
};

function anybodyNamed({ hasRespondent }: Standing): string | null {
  return hasRespondent ? null : "Name a respondent first";
}

/** No finding before notice and a closed response step, or an exception that somebody confirmed. */
function whyNoFinding(
  { of, has, isExcepted }: Standing,
  { number, respondentId }: { number: number; respondentId: string },
): string | null {
  if (isExcepted("notice", respondentId, number)) return null;
  const notices = of("noticed").filter(
    (one) => one.person?.id === respondentId && one.number > number && has(one.number, "served"),
  );
  if (notices.length === 0)
    return "Give notice of the allegation first, and record how it was served";
  const isAnswered = notices.some((one) => has(one.number, "responded"));
  return isAnswered || isExcepted("response", respondentId, number)
    ? null
    : "Record the response first, a refusal, or two tries and no answer";
}

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

function whyNotDisposable({ stage, keptUntil, today, locale, hold }: Standing): string | null {
  if (stage === "disposed") return isDisposed;
  if (stage !== "closed") return "Close the case first";
  if (hold) return "Lift the legal hold first";
  return keptUntil !== null && keptUntil > today
    ? `Keep it until ${writeDay(locale, keptUntil)}: its rule says so`
    : null;
}
