import type { CaseInHand } from "./act-on-case.ts";
import type { CaseActName } from "./case-act.ts";
import type { CaseActLine } from "./case-file.ts";
import { sayMeasure } from "./decision-words.ts";

/** One thing an act could be about: the number of the earlier act, whom that concerned, and the link's words. */
type Target = { about?: number; personId?: string; label: string };

type Hand = Pick<CaseInHand, "file" | "standing">;

/** What an act could be about in this case, one link each; undefined of an act that is about nothing particular. */
export function targetsOf(act: CaseActName, hand: Hand): Target[] | undefined {
  const { file, standing } = hand;
  const { of, has, actOf } = standing;
  const nameOf = (personId: string | undefined) =>
    file.respondents.find(({ id }) => id === personId)?.name ?? "somebody";
  const about = (acts: CaseActLine[], label: (name: string, number: number) => string): Target[] =>
    acts.map(({ number, person }) => ({
      ...{ about: number, label: label(person?.name ?? "the respondent", number) },
      ...(person && { personId: person.id }),
    }));
  const allegationWords = (number: number) => {
    const stated = file.allegations.find((one) => one.number === number);
    return `${nameOf(stated?.respondentId)}, ${stated?.clause ?? ""}`;
  };
  const served = of("noticed").filter(({ number }) => has(number, "served"));
  const issued = of("issued").filter(({ number }) => !has(number, "rescinded"));
  const measureOf = (issue: number) => {
    const found = file.discipline.find(({ number }) => number === actOf(issue)?.about);
    return found ? sayMeasure(found).toLowerCase() : "decision";
  };
  switch (act) {
    case "declared":
      return standing.appointment
        ? [
            {
              about: standing.appointment.number,
              label: "Declare that nothing stands between you and the case",
            },
          ]
        : [];
    case "appointment-ended":
      return standing.appointment
        ? about([standing.appointment], (name) => `End the appointment of ${name}`)
        : [];
    case "interim-reviewed":
      return about(standing.interim, (name) => `Review the interim measure for ${name}`);
    case "interim-ended":
      return about(standing.interim, (name) => `End the interim measure for ${name}`);
    case "allegation-withdrawn":
      return standing.liveAllegations
        .filter((one) => !standing.liveFindings.some(({ allegation }) => allegation === one.number))
        .map(({ number }) => ({
          about: number,
          label: `Withdraw the allegation about ${allegationWords(number)}`,
        }));
    case "served":
      return about(
        of("noticed").filter(({ number }) => !has(number, "served")),
        (name) => `Serve the notice to ${name}, and record how`,
      );
    case "tried":
      return about(
        served.filter(({ number }) => !has(number, "responded")),
        (name) => `Record a try to reach ${name}`,
      );
    case "responded":
      return about(served, (name, number) =>
        has(number, "responded")
          ? `Record a further response of ${name}`
          : `Record the response of ${name}`,
      );
    case "found":
      return standing.liveAllegations.map(({ number }) => ({
        about: number,
        label: standing.liveFindings.some(({ allegation }) => allegation === number)
          ? `Record a new finding in place of the last: ${allegationWords(number)}`
          : `Record a finding: ${allegationWords(number)}`,
      }));
    case "proposed":
      return proposals(hand, nameOf);
    case "issued":
      return standing.liveDiscipline
        .filter(({ number }) => !standing.isIssued(number))
        .map(({ number, respondentId, ...measure }) => ({
          ...{ about: number, personId: respondentId },
          label: `Issue the decision to ${nameOf(respondentId)}: ${sayMeasure(measure).toLowerCase()}`,
        }));
    case "rescinded":
      return about(
        issued,
        (name, number) => `Rescind what was issued to ${name}: ${measureOf(number)}`,
      );
    case "upheld":
      return about(
        standing.issuedAwaitingAWord,
        (name, number) => `Uphold what was issued to ${name}: ${measureOf(number)}`,
      );
    case "grieved":
      return about(
        of("issued").filter(
          ({ number, about: proposal }) =>
            standing.isMeasure(proposal ?? 0) && !has(number, "grieved"),
        ),
        (name, number) => `Record a grievance of ${name} about the ${measureOf(number)}`,
      );
    case "grievance-ended":
      return about(standing.openGrievances, (name) => `Record how the grievance of ${name} ended`);
    case "resumed":
      return standing.pause
        ? [{ about: standing.pause.number, label: "Let the clock run again" }]
        : [];
    case "hold-lifted":
      return standing.hold ? [{ about: standing.hold.number, label: "Lift the legal hold" }] : [];
    case "triaged":
      return standing.triage ? [{ label: "Decide again under Triage" }] : undefined;
    default:
      return undefined;
  }
}

/** A first proposal; and in place of one that was not issued, another. */
function proposals({ standing }: Hand, nameOf: (personId: string) => string): Target[] {
  const { liveDiscipline, settledFindings, isUndecided, isIssued } = standing;
  const open = liveDiscipline.filter(({ number }) => !isIssued(number));
  const isNew = settledFindings.some(
    (one) =>
      one.outcome === "substantiated" &&
      isUndecided(one) &&
      !open.some(({ respondentId }) => respondentId === one.respondentId),
  );
  return [
    ...(isNew ? [{ label: "Propose discipline, or decide that there is none" }] : []),
    ...open.map(({ number, respondentId }) => ({
      ...{ about: number, personId: respondentId },
      label: `Propose something else for ${nameOf(respondentId)}`,
    })),
  ];
}
