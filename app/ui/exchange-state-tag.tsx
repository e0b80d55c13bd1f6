import { type ExchangeState, exchangeStateWords } from "../exchanges/words.ts";

const colours: Record<ExchangeState, string> = {
  waiting: "overdue",
  due: "overdue",
  planned: "assigned",
  answered: "acknowledged",
  closed: "plain",
  "wrote-since": "overdue",
  told: "assigned",
};

/** Where an exchange stands: always in words, the colour only helps. */
export function ExchangeStateTag({ state }: { state: ExchangeState }) {
  return <strong className={`state state--${colours[state]}`}>{exchangeStateWords[state]}</strong>;
}
