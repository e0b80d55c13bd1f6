// What somebody could try next in a case: mostly what makes sense, so that cases get far, and sometimes anything.
import type { CaseInHand } from "#app/cases/act-on-case.ts";
import { allegationAct } from "#app/cases/allegation.ts";
import type { CaseActName, NewCaseAct } from "#app/cases/case-act.ts";
import type { Measure } from "#app/cases/case-file.ts";
import { proposalAct } from "#app/cases/discipline.ts";
import { findingAct } from "#app/cases/finding.ts";
import { whyNoCaseAct } from "#app/cases/life.ts";
import { addDays } from "#app/days.ts";

/** The case as whoever tries something reads it. */
export type Known = Pick<CaseInHand, "kase" | "file" | "standing" | "today">;

/** Who may do what in it, by handle or address: who decides in it, and who may be the second person for what. */
export type Able = { deciders: string[]; seconds: { number: number; by: string }[] };

/** The people of a run, by handle or address, with their ids; and the version in force. */
export type Cast = { ids: Record<string, string>; versionId: string; respondent: string };

/** Numbers a run was given by chance: each choice takes the next. */
export type Dice = (sides: number) => number;

/** Somebody tries one or more acts with one form. */
export type Try = { by: string; asks: NewCaseAct[] };

const words = "Because of what was read.";
const letter = { subject: "A letter", html: "<p>Words</p>", words: "Words", digest: "" };
const service = { on: "2026-11-23", by: "Tom Baker", proof: "Signed for." };
const said = { ...service, words, to: "", who: "Somebody", present: "", letter };

export const people = [
  ...["1003", "1014", "1001", "1009", "1006", "1012"],
  ...["ruth.enns@example.net", "ingrid.vance@example.net"],
];
const [ruth, ingrid] = ["ruth.enns@example.net", "ingrid.vance@example.net"];

/** Every act that has a choice, with what it may be. */
const choices: Partial<Record<CaseActName, string[]>> = {
  "party-named": ["witness"],
  "shut-out": ["declared", "found"],
  triaged: ["investigate", "coach", "refer", "no-action"],
  "interim-begun": ["leave-with-pay", "access-removed"],
  served: ["portal", "by-hand", "registered-mail"],
  issued: ["portal", "by-hand", "registered-mail"],
  informed: ["portal", "by-hand", "registered-mail"],
  responded: ["response", "refusal", "none"],
  interviewed: ["offered", "not-offered"],
  excepted: ["notice", "response", "representation", "review"],
  confirmed: ["as-approver", "as-city-manager"],
  paused: ["police", "other"],
  grieved: ["in-time", "late"],
  "grievance-ended": [
    ...["dismissed", "allowed-in-part", "allowed", "settled", "withdrawn", "to-arbitration"],
  ],
};
const aboutSome: CaseActName[] = [
  ...(["declared", "appointment-ended", "interim-reviewed", "interim-ended"] as const),
  ...(["allegation-withdrawn", "served", "tried", "read", "responded", "confirmed"] as const),
  ...(["declined", "found", "issued", "rescinded", "upheld", "grieved"] as const),
  ...(["grievance-ended", "hold-lifted", "resumed", "disposed"] as const),
];
const concernSomebody: CaseActName[] = [
  ...(["respondent-named", "party-named", "shut-out", "appointed", "interim-begun"] as const),
  ...(["alleged", "noticed", "responded", "excepted", "found", "proposed"] as const),
  ...(["issued", "informed", "training-assigned", "grieved"] as const),
];
const setADay: CaseActName[] = [
  ...(["opened", "interim-begun", "interim-reviewed", "noticed", "resumed"] as const),
  ...(["closed", "reopened", "grieved"] as const),
];
export const names: CaseActName[] = [
  ...new Set([
    ...(["triaged", "noted", "interviewed", "paused", "reporter-told", "held"] as const),
    ...(["disposal-proposed", "opened"] as const),
    ...[...aboutSome, ...concernSomebody, ...setADay],
  ]),
];

/** An act with everything it needs, each part by chance: whole, and seldom sensible. */
export function anything(known: Known, cast: Cast, dice: Dice, act: CaseActName): NewCaseAct {
  const { file, today } = known;
  const last = file.acts.length;
  const personId = cast.ids[people[dice(people.length)] ?? ""] ?? "";
  // What an act is about is mostly one that it could be about.
  const likely = file.acts.filter((one) => likelyAbout[act]?.includes(one.act));
  const about =
    likely.length > 0 && dice(4) > 0
      ? (likely[dice(likely.length)]?.number ?? 1)
      : 1 + dice(last + 1);
  const person = dice(2) === 0 ? personId : (file.acts[about - 1]?.person?.id ?? personId);
  const chosen = choices[act];
  const isAbout = aboutSome.includes(act) || (act === "proposed" && dice(2) === 0);
  const choice = chosen?.[dice(chosen.length)];
  const isReview = act === "excepted" && choice === "review" && dice(4) > 0;
  const one = {
    act,
    ...((isAbout || isReview) && { about }),
    ...(concernSomebody.includes(act) && { personId: person }),
    ...(choice !== undefined && { choice }),
    ...(setADay.includes(act) && { dueOn: addDays(today, dice(30) - 5) }),
    said,
  } as NewCaseAct;
  return withDetails(known, cast, dice, one);
}

const likelyAbout: Partial<Record<CaseActName, CaseActName[]>> = {
  declared: ["appointed"],
  "appointment-ended": ["appointed"],
  "interim-reviewed": ["interim-begun"],
  "interim-ended": ["interim-begun"],
  "allegation-withdrawn": ["alleged"],
  served: ["noticed"],
  tried: ["noticed"],
  read: ["noticed", "issued", "informed"],
  responded: ["noticed"],
  confirmed: ["triaged", "excepted", "found", "proposed", "disposal-proposed"],
  declined: ["triaged", "excepted", "found", "proposed", "disposal-proposed"],
  found: ["alleged"],
  proposed: ["proposed"],
  excepted: ["found"],
  issued: ["proposed"],
  rescinded: ["issued"],
  upheld: ["issued"],
  grieved: ["issued"],
  "grievance-ended": ["grieved"],
  "hold-lifted": ["held"],
  resumed: ["paused"],
  disposed: ["disposal-proposed"],
};

/** The same act with its allegation, finding or discipline, where it has one. */
function withDetails(known: Known, cast: Cast, dice: Dice, one: NewCaseAct): NewCaseAct {
  const { kase, file, today } = known;
  const respondentId = one.personId ?? "";
  if (one.act === "alleged") {
    const on = addDays(today, -7);
    const posted = { postedFrom: on, postedUntil: on, isOffDuty: false };
    const stated = { respondentId, versionId: cast.versionId, clause: "6.c" };
    const told = { particulars: words, addresses: [], link: "", whyVersion: "" };
    return allegationAct(kase, { ...stated, ...posted }, told);
  }
  if (one.act === "found") {
    const outcomes = [
      "substantiated",
      "substantiated",
      "not-substantiated",
      "inconclusive",
    ] as const;
    const outcome = outcomes[dice(4)] ?? "substantiated";
    const found = { allegation: one.about ?? 0, respondentId, outcome };
    return findingAct(kase, found, { words, acts: [], files: [] });
  }
  if (one.act === "proposed") {
    const measures: Measure[] = [
      ...(["none", "verbal-warning", "written-warning", "suspension"] as const),
      ...(["demotion", "termination", "termination"] as const),
    ];
    const measure = measures[dice(measures.length)] ?? "none";
    const isSuspension = measure === "suspension";
    const open = known.standing.settledFindings.filter(
      (finding) =>
        finding.respondentId === respondentId &&
        finding.outcome === "substantiated" &&
        known.standing.isUndecided(finding),
    );
    const some = dice(6) === 0 ? file.findings : open;
    const grounds = some.slice(0, 1 + dice(2)).map(({ number }) => number);
    const proposed = {
      ...{ respondentId, measure, grounds, sunsetOn: null },
      ...{ days: isSuspension ? 3 : null, isPaid: isSuspension ? false : null },
    };
    return proposalAct(kase, proposed, { words, mitigating: "", aggravating: "" }, one.about);
  }
  return one;
}

/** Something that makes sense to try next, and who would. */
export function somethingLikely(known: Known, cast: Cast, dice: Dice, able: Able): Try {
  const { file, standing, today } = known;
  const tries: Try[] = [];
  const handlers = dice(8) > 0 && able.deciders.length > 0 ? able.deciders : handlersOf(cast);
  const hr = () => handlers[dice(handlers.length)] ?? "1003";
  const handleOf = (id: string | undefined) =>
    people.find((name) => cast.ids[name] === id) ?? ingrid ?? "";
  const inquirer = handleOf(standing.appointment?.person?.id);
  const offer = (times: number, by: string, ...asks: object[]) => {
    const made = asks.map((one) =>
      withDetails(known, cast, dice, { said, ...one } as unknown as NewCaseAct),
    );
    for (let time = 0; time < times; time++) tries.push({ by, asks: made });
  };
  const { appointment, liveAllegations, liveFindings, awaited, stage } = standing;
  const respondentId = file.respondents[dice(file.respondents.length)]?.id ?? "";
  const seconds = secondsOf(cast);
  if (stage === "triage") {
    offer(8, hr(), { act: "triaged", choice: "investigate" });
    for (const choice of ["no-action", "coach", "refer"])
      offer(1, hr(), { act: "triaged", choice });
  }
  for (const { number, act } of awaited) {
    const right = able.seconds.filter((one) => one.number === number).map((one) => one.by);
    const asked = dice(6) > 0 && right.length > 0 ? right : seconds;
    const by = asked[dice(asked.length)] ?? "1014";
    const choice = by === "1001" || by === ruth ? "as-city-manager" : "as-approver";
    if (act === "disposal-proposed")
      offer(
        5,
        by,
        { act: "confirmed", about: number, choice: "as-approver" },
        { act: "disposed", about: number },
      );
    else offer(5, by, { act: "confirmed", about: number, choice });
    offer(1, by, { act: "declined", about: number });
  }
  if (standing.isInvestigated && !appointment) {
    const whom = [ingrid, ingrid, ingrid, "1014", "1003", "1006"][dice(6)] ?? "";
    offer(6, hr(), { act: "appointed", personId: cast.ids[whom] ?? "" });
  }
  if (appointment && !standing.has(appointment.number, "declared"))
    offer(8, inquirer, { act: "declared", about: appointment.number });
  if (appointment && standing.isOpen)
    offer(dice(4) === 0 ? 1 : 0, hr(), { act: "appointment-ended", about: appointment.number });
  if (standing.isInvestigated) {
    offer(liveAllegations.length === 0 ? 6 : dice(3) === 0 ? 2 : 0, inquirer, {
      ...{ act: "alleged", personId: respondentId },
    });
    for (const { number, respondentId: personId } of liveAllegations) {
      const notices = standing
        .of("noticed")
        .filter((one) => one.person?.id === personId && one.number > number);
      if (notices.length === 0)
        offer(4, inquirer, { act: "noticed", personId, dueOn: addDays(today, 3 + dice(6)) });
      const isFound = liveFindings.some(({ allegation }) => allegation === number);
      offer(isFound ? (dice(4) === 0 ? 1 : 0) : 9, inquirer, {
        act: "found",
        about: number,
        personId,
      });
      if (!isFound && dice(6) === 0)
        offer(1, inquirer, { act: "allegation-withdrawn", about: number });
      for (const choice of ["notice", "response", "representation"])
        if (dice(9) === 0) offer(1, inquirer, { act: "excepted", personId, choice });
    }
    for (const { number } of liveFindings)
      if (!standing.isStanding(number))
        offer(dice(3) === 0 ? 1 : 0, inquirer, {
          ...{ act: "excepted", choice: "review", about: number },
          personId: standing.actOf(number)?.person?.id,
        });
    const choice = dice(3) === 0 ? "not-offered" : "offered";
    offer(dice(2), inquirer, { act: "interviewed", personId: respondentId, choice });
  }
  for (const { number, person } of standing.of("noticed")) {
    const personId = person?.id;
    if (!standing.has(number, "served")) {
      offer(8, inquirer, { act: "served", about: number, choice: "by-hand" });
      continue;
    }
    const their = handleOf(personId);
    if (!standing.has(number, "read")) offer(1, their, { act: "read", about: number });
    offer(1, inquirer, { act: "tried", about: number });
    if (!standing.has(number, "responded")) {
      const answer = { act: "responded", about: number, personId };
      offer(4, their, { ...answer, choice: "response" });
      for (const choice of ["response", "refusal", "none"])
        offer(1, inquirer, { ...answer, choice });
    }
  }
  if (stage === "decision") {
    for (const one of standing.settledFindings) {
      if (one.outcome !== "substantiated" || !standing.isUndecided(one)) continue;
      const open = standing.liveDiscipline.filter(
        ({ number, respondentId: of }) => of === one.respondentId && !standing.isIssued(number),
      );
      const replaces = open.at(-1) && { about: open.at(-1)?.number };
      offer(open.length === 0 ? 6 : 1, hr(), {
        ...{ act: "proposed", personId: one.respondentId, ...replaces },
      });
    }
  }
  for (const one of standing.liveDiscipline)
    if (!standing.isIssued(one.number))
      offer(4, hr(), {
        ...{ act: "issued", about: one.number, personId: one.respondentId, choice: "by-hand" },
      });
  for (const { number } of standing.issuedAwaitingAWord)
    for (const act of ["rescinded", "upheld"]) offer(2, hr(), { act, about: number });
  for (const { number, person } of standing.of("issued"))
    if (!standing.has(number, "grieved"))
      offer(1, dice(2) === 0 ? hr() : handleOf(person?.id), {
        ...{ act: "grieved", about: number, personId: person?.id, choice: "in-time" },
        dueOn: addDays(today, 20),
      });
  for (const { number } of standing.openGrievances)
    offer(3, hr(), {
      ...{ act: "grievance-ended", about: number },
      choice: choices["grievance-ended"]?.[dice(6)],
    });
  if (stage === "conclusion") {
    for (const personId of standing.uninformed)
      offer(4, hr(), { act: "informed", personId, choice: "by-hand" });
    if (!standing.isReporterTold) offer(4, hr(), { act: "reporter-told" });
    offer(5, hr(), { act: "closed", dueOn: addDays(today, [0, 0, 4][dice(3)] ?? 0) });
  }
  if (stage === "closed") {
    offer(2, hr(), { act: "reopened", dueOn: addDays(today, 30) });
    if (awaited.length === 0) offer(4, hr(), { act: "disposal-proposed" });
  }
  for (const { number } of standing.interim)
    offer(2, hr(), { act: "interim-ended", about: number });
  if (standing.pause)
    offer(3, hr(), { act: "resumed", about: standing.pause.number, dueOn: addDays(today, 30) });
  if (standing.hold) offer(1, hr(), { act: "hold-lifted", about: standing.hold.number });
  else offer(dice(6) === 0 ? 1 : 0, hr(), { act: "held" });
  if (standing.isOpen && dice(4) === 0) {
    offer(dice(2), hr(), { act: "noted" });
    offer(1, hr(), { act: "paused", choice: "police" });
    offer(1, hr(), {
      ...{ act: "interim-begun", personId: respondentId, choice: "access-removed" },
      dueOn: addDays(today, 5),
    });
    offer(1, hr(), { act: "respondent-named", personId: cast.ids["1006"] ?? "" });
    const whom = people[dice(people.length)] ?? "";
    offer(dice(6) === 0 ? 1 : 0, hr(), {
      ...{ act: "party-named", personId: cast.ids[whom] ?? "", choice: "witness" },
    });
    offer(dice(6) === 0 ? 1 : 0, whom, {
      ...{ act: "shut-out", personId: cast.ids[whom] ?? "", choice: "declared" },
    });
  }
  // Mostly what follows: so a case gets far.
  const following = tries.filter(({ asks: [one] }) => {
    const isRespondent = file.respondents.some(({ id }) => id === one?.personId);
    return one && whyNoCaseAct(standing, { ...one, isRespondent }) === null;
  });
  const offered = dice(10) > 0 && following.length > 0 ? following : tries;
  const found = offered[dice(offered.length)];
  return found ?? { by: hr(), asks: [{ act: "noted", said: { words } }] };
}

/** Who would handle a case about somebody: those who may, and now and then somebody who may not. */
function handlersOf({ respondent }: Cast): string[] {
  if (respondent === "1001") return [ruth ?? "", ruth ?? "", ruth ?? "", "1003"];
  const hr = ["1003", "1003", "1003", "1014", "1014"].filter((one) => one !== respondent);
  return [...hr, ...hr, "1001", ruth ?? ""];
}

function secondsOf({ respondent }: Cast): string[] {
  return ["1014", "1014", "1003", "1001", "1001", ruth ?? ""].filter((one) => one !== respondent);
}
