import { sha256Hex } from "#app/ledger/canonical.ts";
import { compareText } from "./fault.ts";
import type { FrozenScenario } from "./frozen-version.ts";

/**
 * Whether an answer is right: every right choice, each once, and no other. The database grades each
 * attempt by the same rule.
 */
export function isRight(scenario: FrozenScenario, chosen: string[]): boolean {
  const right = scenario.choices.filter((choice) => choice.right).map(({ id }) => id);
  return chosen.length === right.length && right.every((id) => chosen.includes(id));
}

/** The ids of a scenario's choices in an order that looks shuffled and is the same for the same seed. */
export function shownOrder(scenario: FrozenScenario, seed: string): string[] {
  const places = scenario.choices.map(({ id }) => ({ id, place: sha256Hex(`${seed}\n${id}`) }));
  return places.toSorted((one, other) => compareText(one.place, other.place)).map(({ id }) => id);
}
