import type { CaseStage } from "../cases/case-file.ts";
import { stageWords } from "../cases/stage-words.ts";

const colours: Record<CaseStage, string> = {
  triage: "learning",
  investigation: "assigned",
  decision: "assigned",
  conclusion: "assigned",
  closed: "acknowledged",
  disposed: "plain",
};

/** Where a case stands: always in words, the colour only helps. */
export function CaseStageTag({ stage }: { stage: CaseStage }) {
  return <strong className={`state state--${colours[stage]}`}>{stageWords[stage]}</strong>;
}
