import { type ReportState, stateWords } from "../intake/report-state.ts";

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
