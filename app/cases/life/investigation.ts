import type { CaseActName } from "../case-act.ts";
import type { Standing } from "../standing.ts";
import {
  aboutOne,
  again,
  all,
  anybodyNamed,
  aRespondent,
  dayAhead,
  type Rule,
  thereIs,
  whileInvestigated,
  whileOpen,
} from "./rule.ts";

/** How a case is investigated: by whom, interim measures, allegations, interviews, exceptions and findings. */
export const investigation = {
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
} satisfies Partial<Record<CaseActName, Rule>>;

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
