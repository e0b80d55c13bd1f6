import { type AttestationState, stateWords } from "../attestation/state.ts";

/** The state of an assignment: always in words, the colour only helps. */
export function StateTag({ state }: { state: AttestationState }) {
  return <strong className={`state state--${state}`}>{stateWords[state]}</strong>;
}
