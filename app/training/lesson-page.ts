import { citeClause } from "../content/cite-clause.ts";
import type { FrozenChoice, FrozenLesson, FrozenScenario } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import { choicesShown } from "./answer-scenario.ts";
import { answeredRight, type Duty, isComplete, isOpen, nextLesson } from "./duties.ts";

/**
 * What the page of a lesson shows. Which choice is right is in here only where the person has answered:
 * for what they chose, and for every choice once the scenario was answered right.
 */
export type LessonPage = {
  title: string;
  track: string;
  place: string;
  minutes: number;
  pieces: ({ html: string } | { scenario: ScenarioPage })[];
  terms: { id: string; term: string; text: string }[];
  next: { to: string; label: string } | null;
  isComplete: boolean;
  /** The scenarios still to be answered right. */
  open: string[];
};

export type ScenarioPage = {
  id: string;
  place: string;
  situation: string[];
  ask: string;
  several: boolean;
  /** The number the next attempt will have; null when nothing is left to answer. */
  attempt: number | null;
  choices: { id: string; text: string }[];
  feedback: { right: boolean; chosen: ChoiceFeedback[]; others: ChoiceFeedback[] } | null;
};

export type ChoiceFeedback = {
  text: string;
  right: boolean;
  feedback: string;
  quote: string;
  clause: string;
  clauseLabel: string;
};

/** The page of a lesson for the person who has this duty. */
export function lessonPage(duty: Duty, lesson: FrozenLesson): LessonPage {
  const { version, track } = duty;
  const scenarios = new Map(
    lesson.scenarios.map((scenario, index) => [
      scenario.id,
      scenarioPage(duty, scenario, `Question ${index + 1} of ${lesson.scenarios.length}`),
    ]),
  );
  return {
    title: lesson.title,
    track: track.title,
    place: `Lesson ${track.lessons.indexOf(lesson) + 1} of ${track.lessons.length}`,
    minutes: lesson.minutes,
    pieces: lesson.pieces.flatMap((piece): LessonPage["pieces"] => {
      if ("html" in piece) return [piece];
      const scenario = scenarios.get(piece.scenario);
      return scenario ? [{ scenario }] : [];
    }),
    terms: lesson.terms.flatMap((id) => {
      const { term, text } = version.content.policy.clauses[id] ?? {};
      return term && text ? [{ id, term, text }] : [];
    }),
    next: afterLesson(duty, lesson),
    isComplete: isComplete(duty, lesson),
    open: lesson.scenarios.map(({ id }) => id).filter((id) => !answeredRight(duty, lesson).has(id)),
  };
}

function scenarioPage(duty: Duty, scenario: FrozenScenario, place: string): ScenarioPage {
  const given = duty.answers.filter((answer) => answer.scenario === scenario.id);
  const last = given.at(-1);
  const byId = new Map(scenario.choices.map((choice) => [choice.id, choice]));
  const ordered = choicesShown(duty, scenario).flatMap((id) => byId.get(id) ?? []);
  const explain = (choice: FrozenChoice) => choiceFeedback(duty.version, choice);
  return {
    id: scenario.id,
    place,
    situation: scenario.situation,
    ask: scenario.ask,
    several: scenario.choices.filter((choice) => choice.right).length > 1,
    attempt: last?.right || !isOpen(duty) ? null : given.length + 1,
    choices: ordered.map(({ id, text }) => ({ id, text })),
    feedback: last
      ? {
          right: last.right,
          chosen: ordered.filter(({ id }) => last.chosen.includes(id)).map(explain),
          others: last.right
            ? ordered.filter(({ id }) => !last.chosen.includes(id)).map(explain)
            : [],
        }
      : null,
  };
}

function choiceFeedback(version: PolicyVersion, choice: FrozenChoice): ChoiceFeedback {
  const { text, right, feedback, quote, clause } = choice;
  const label = version.content.policy.clauses[clause]?.label;
  return {
    text,
    right,
    feedback,
    quote,
    clause,
    clauseLabel: citeClause(label ?? clause, clause),
  };
}

function afterLesson(duty: Duty, lesson: FrozenLesson): LessonPage["next"] {
  const { lessons, id } = duty.track;
  if (isOpen(duty) && nextLesson(duty) === null) {
    return { to: `/acknowledge?track=${id}`, label: "Read the policy and acknowledge it" };
  }
  const following = lessons[lessons.indexOf(lesson) + 1];
  return following
    ? { to: `/training/${following.slug}`, label: `Next: ${following.title}` }
    : null;
}
