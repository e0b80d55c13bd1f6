import type { AttestationState } from "../attestation/state.ts";
import { statesOf } from "../attestation/state-groups.ts";

/** How many are in each state; a state without any is absent. */
export type StateCounts = Partial<Record<AttestationState, number>>;

/** Of how many anything is asked now: what a completion is a share of. */
export function askedOf(states: StateCounts): number {
  return statesOf.asked.reduce((sum, state) => sum + (states[state] ?? 0), 0);
}
