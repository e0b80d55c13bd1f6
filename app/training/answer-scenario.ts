import { attempts } from "#drizzle/schema/attestation.ts";
import { isRight, shownOrder } from "../content/answer-key.ts";
import type { FrozenLesson, FrozenScenario } from "../content/frozen-version.ts";
import type { Portal } from "../portal.ts";
import { type Duty, isOpen } from "./duties.ts";

export type GivenAnswer = {
  scenario: string;
  /** The number of this attempt as the page that was answered had it, from 1. */
  number: number;
  chosen: string[];
};

export type Refused = { refused: string; status: 400 | 409 };

/** The choices in the order this person sees them: the same at every visit, so that nothing jumps. */
export function choicesShown(duty: Duty, scenario: FrozenScenario) {
  return shownOrder(scenario, `${duty.assignmentId}/${scenario.id}`);
}

/**
 * Records one attempt. The same attempt sent twice is kept once. Refuses, with nothing stored: a settled
 * assignment, a scenario of another lesson, no choice or one that was not offered, and an attempt that
 * another tab has overtaken.
 */
export async function answerScenario(
  portal: Portal,
  { duty, lesson }: { duty: Duty; lesson: FrozenLesson },
  { scenario: id, number, chosen }: GivenAnswer,
): Promise<{ right: boolean } | Refused> {
  const scenario = lesson.scenarios.find((candidate) => candidate.id === id);
  if (!scenario)
    return refuse(400, "This question is not part of this lesson. Open the lesson again");
  const shown = choicesShown(duty, scenario);
  if (chosen.length === 0) return refuse(400, "Choose an answer");
  if (new Set(chosen).size < chosen.length || chosen.some((choice) => !shown.includes(choice))) {
    return refuse(400, "This answer was not among those offered. Open the lesson again");
  }
  const severalRight = scenario.choices.filter((choice) => choice.right).length > 1;
  if (!severalRight && chosen.length > 1) return refuse(400, "Choose one answer");

  const given = duty.answers.filter((answer) => answer.scenario === id);
  const repeated = given.find((answer) => answer.number === number);
  if (repeated) return sameAnswer(repeated.chosen, chosen, repeated.right);
  if (!isOpen(duty))
    return refuse(409, "You have acknowledged this already: the lesson can be read");
  if (given.some((answer) => answer.right) || number !== given.length + 1) return overtaken;

  const right = isRight(scenario, chosen);
  const [kept] = await portal.db
    .insert(attempts)
    .values({
      assignmentId: duty.assignmentId,
      versionId: duty.version.id,
      track: duty.track.id,
      scenario: id,
      number,
      shown,
      chosen,
      isRight: right,
      attemptedAt: portal.now(),
    })
    .onConflictDoNothing()
    .returning({ number: attempts.number });
  if (kept) return { right };
  // The same attempt arrived twice at once: the other request has kept it.
  const other = await portal.db.query.attempts.findFirst({
    where: (row, { and, eq }) =>
      and(eq(row.assignmentId, duty.assignmentId), eq(row.scenario, id), eq(row.number, number)),
  });
  return other ? sameAnswer(other.chosen, chosen, other.isRight) : overtaken;
}

const overtaken = refuse(
  409,
  "You have answered this in another window. The page below shows how it stands now",
);

function sameAnswer(
  kept: string[],
  chosen: string[],
  right: boolean,
): { right: boolean } | Refused {
  const same = kept.length === chosen.length && kept.every((choice) => chosen.includes(choice));
  return same ? { right } : overtaken;
}

function refuse(status: Refused["status"], refused: string): Refused {
  return { refused, status };
}
