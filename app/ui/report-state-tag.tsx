import type { ReportState } from "../intake/report-state.ts";
import { stateWords } from "../intake/words.ts";

const colours: Record<ReportState, string> = {
  new: "overdue",
  opened: "assigned",
  acknowledged: "acknowledged",
  joined: "plain",
};

/** Where a report stands: always in words, the colour only helps. */
export function ReportStateTag({ state }: { state: ReportState }) {
  return <strong className={`state state--${colours[state]}`}>{stateWords[state]}</strong>;
}
