import type { FrozenLesson, FrozenScenario, FrozenTrack } from "#app/content/frozen-version.ts";
import type { Call } from "./call.ts";
import { password, type Resident } from "./residents.ts";
import type { Town } from "./town.ts";

export type Question = { lesson: FrozenLesson; scenario: FrozenScenario };

/** Every scenario of a track with its lesson, in order. */
export function questionsOf({ lessons }: FrozenTrack): Question[] {
  return lessons.flatMap((lesson) => lesson.scenarios.map((scenario) => ({ lesson, scenario })));
}

/** The first answer to a scenario, right at once, as its form on the lesson's page sends it. */
export function rightAnswer({ cookie }: Resident, { lesson, scenario }: Question): Call {
  const form = new URLSearchParams({ scenario: scenario.id, attempt: "1" });
  for (const id of rightChoices(scenario)) form.append("choice", id);
  return { path: `/training/${lesson.slug}`, cookie, form: form.toString() };
}

export function rightChoices({ choices }: FrozenScenario): string[] {
  return choices.filter(({ right }) => right).map(({ id }) => id);
}

/** The acknowledgement of the main track as its form sends it. */
export function statement({ cookie, name }: Resident, { track, versionDigest }: Town): Call {
  const form = new URLSearchParams({
    digest: versionDigest,
    agreed: "yes",
    typedName: name,
    password,
  });
  return { path: `/acknowledge?track=${track.id}`, cookie, form: form.toString() };
}
