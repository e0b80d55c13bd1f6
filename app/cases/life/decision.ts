import type { CaseActName } from "../case-act.ts";
import type { Standing } from "../standing.ts";
import { whyNotDisposable } from "./ending.ts";
import {
  aboutOne,
  again,
  all,
  anybodyNamed,
  aRespondent,
  dayNotPast,
  isDisposed,
  type Rule,
  thereIs,
  whileOpen,
} from "./rule.ts";

const unended = ({ of, has }: Standing, begun: CaseActName, ended: CaseActName) =>
  of(begun).some(({ number }) => !has(number, ended));

/** What is decided on findings: discipline, by several people, and what becomes of it when it is grieved or in question. */
export const decision = {
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
} satisfies Partial<Record<CaseActName, Rule>>;
