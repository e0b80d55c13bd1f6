import type { FrozenScenario, FrozenTrack } from "../content/frozen-version.ts";

/** An attempt as the database keeps it. */
export type KeptAttempt = {
  scenario: string;
  number: number;
  /** Ids of the choices, in the order in which they stood on the page. */
  shown: string[];
  chosen: string[];
  isRight: boolean;
  at: Date;
};

/** An attempt in the words the person saw: every choice in the order shown. */
export type AttemptInWords = {
  number: number;
  at: Date;
  isRight: boolean;
  choices: { text: string; isChosen: boolean }[];
  /** What the person was told about each choice they made. */
  feedback: string[];
};

type ScenarioRecord = {
  id: string;
  /** Paragraphs. */
  situation: string[];
  ask: string;
  isAnswered: boolean;
  attempts: AttemptInWords[];
};

export type LessonRecord = {
  slug: string;
  title: string;
  /** Scenarios answered right. */
  answered: number;
  scenarios: ScenarioRecord[];
};

/** What somebody did in each lesson of a track, in the words of the frozen version. */
export function lessonRecords({ lessons }: FrozenTrack, attempts: KeptAttempt[]): LessonRecord[] {
  return lessons.map(({ slug, title, scenarios }) => {
    const records = scenarios.map((scenario) => scenarioRecord(scenario, attempts));
    const answered = records.filter(({ isAnswered }) => isAnswered).length;
    return { slug, title, answered, scenarios: records };
  });
}

function scenarioRecord(scenario: FrozenScenario, attempts: KeptAttempt[]): ScenarioRecord {
  const own = attempts.filter((attempt) => attempt.scenario === scenario.id);
  const words = new Map(scenario.choices.map(({ id, text }) => [id, text]));
  const told = new Map(scenario.choices.map(({ id, feedback }) => [id, feedback]));
  return {
    id: scenario.id,
    situation: scenario.situation,
    ask: scenario.ask,
    isAnswered: own.some(({ isRight }) => isRight),
    attempts: own.map(({ number, at, isRight, shown, chosen }) => ({
      number,
      at,
      isRight,
      choices: shown.map((id) => ({ text: words.get(id) ?? id, isChosen: chosen.includes(id) })),
      feedback: shown.filter((id) => chosen.includes(id)).flatMap((id) => told.get(id) ?? []),
    })),
  };
}
