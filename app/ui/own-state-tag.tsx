import type { OwnState } from "../exchanges/own-state.ts";
import { ownStateWords } from "../exchanges/words.ts";

const colours: Record<OwnState, string> = {
  waiting: "assigned",
  answered: "acknowledged",
  logged: "acknowledged",
  told: "assigned",
  escalated: "assigned",
  closed: "plain",
};

/** Where somebody's own exchange stands: always in words, the colour only helps. */
export function OwnStateTag({ state }: { state: OwnState }) {
  return <strong className={`state state--${colours[state]}`}>{ownStateWords[state]}</strong>;
}
