import { z } from "zod";
import { clauseId, paragraphs, slug, words, yesOrNo } from "./fields.ts";
import type { FrozenChoice, FrozenScenario } from "./frozen-version.ts";
import type { YamlFile } from "./yaml-file.ts";

const scenarioFields = z.strictObject({
  id: slug,
  situation: paragraphs,
  ask: words(300),
  choices: z.array(z.unknown()).min(3).max(4),
});

const choiceFields = z.strictObject({
  id: slug,
  text: words(500),
  right: yesOrNo,
  feedback: words(1000),
  clause: clauseId,
  quote: words(1000),
});

/** A scenario as far as it could be read, with its place in the front matter. */
export type ReadScenario = Omit<FrozenScenario, "choices"> & {
  index: number;
  /** At their places; a choice that has faults is left out. */
  choices: (FrozenChoice & { index: number })[];
};

/**
 * Reads one scenario of a lesson's front matter. Every choice is read by itself, so that a fault in one
 * hides none of the others. Null when the scenario itself has faults.
 */
export function readScenario(front: YamlFile, index: number): ReadScenario | null {
  const path = ["scenarios", index];
  const scenario = front.read(scenarioFields, path);
  const given = front.valueAt([...path, "choices"]);
  const entries = Array.isArray(given) ? given : [];
  const choices = entries.flatMap((_, place) => {
    const choice = front.read(choiceFields, [...path, "choices", place]);
    return choice ? [{ ...choice, index: place }] : [];
  });
  noteRepeatedChoices(front, index, choices);
  const areAllRead = choices.length === entries.length && entries.length > 0;
  if (areAllRead && !choices.some(({ right }) => right)) {
    front.fault([...path, "choices"], "Mark a choice of this scenario `right: true`: none is.");
  }
  return scenario ? { ...scenario, index, choices } : null;
}

function noteRepeatedChoices(front: YamlFile, scenario: number, choices: ReadScenario["choices"]) {
  for (const [place, { id, index }] of choices.entries()) {
    if (choices.findIndex((choice) => choice.id === id) === place) continue;
    const path = ["scenarios", scenario, "choices", index, "id"];
    front.fault(path, `Give this choice another id: \`${id}\` stands in this scenario already.`);
  }
}
