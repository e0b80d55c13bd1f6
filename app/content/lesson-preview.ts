import { citeClause } from "./cite-clause.ts";
import type { FrozenChoice, FrozenContent, FrozenScenario } from "./frozen-version.ts";

export type ScenarioPreview = Pick<FrozenScenario, "id" | "situation" | "ask"> & {
  place: string;
  choices: (FrozenChoice & { clauseLabel: string })[];
};

type LessonPreview = {
  title: string;
  place: string;
  summary: string;
  pieces: ({ html: string } | { scenario: ScenarioPreview })[];
  next: { to: string; label: string } | null;
};

/** A lesson as it will look, with what HR judges besides: which answers are right, and their feedback. */
export function lessonPreview(
  { tracks, policy }: FrozenContent,
  slug: string,
): LessonPreview | null {
  const all = tracks.flatMap((track) =>
    track.lessons.map((lesson, index) => ({ track, lesson, place: index + 1 })),
  );
  const found = all.find(({ lesson }) => lesson.slug === slug);
  if (!found) return null;
  const { track, lesson, place } = found;
  const next = all[all.indexOf(found) + 1]?.lesson;
  const scenarioOf = (scenario: FrozenScenario, index: number): ScenarioPreview => ({
    ...scenario,
    place: `Question ${index + 1} of ${lesson.scenarios.length}`,
    choices: scenario.choices.map((choice) => ({
      ...choice,
      clauseLabel: citeClause(policy.clauses[choice.clause]?.label ?? choice.clause, choice.clause),
    })),
  });
  const scenarios = new Map(lesson.scenarios.map((one, index) => [one.id, scenarioOf(one, index)]));
  return {
    title: lesson.title,
    place: `${track.title}. Lesson ${place} of ${track.lessons.length}, about ${lesson.minutes} minutes`,
    summary: lesson.summary,
    pieces: lesson.pieces.flatMap((piece): LessonPreview["pieces"] => {
      if ("html" in piece) return [piece];
      const scenario = scenarios.get(piece.scenario);
      return scenario ? [{ scenario }] : [];
    }),
    next: next ? { to: `/hr/versions/preview/${next.slug}`, label: `Next: ${next.title}` } : null,
  };
}
