import type { CaseFile } from "./case-file.ts";
import { sayCaseAct } from "./say-case-act.ts";

/** Acts of a respondent that change nothing for who acts. */
const quiet = ["read"];

/**
 * What happened in a case since its reader saw the act with the number `seen`, as a sentence that says what to do;
 * null when nothing did.
 */
export function whatHappenedInCase({ acts }: Pick<CaseFile, "acts">, seen: number): string | null {
  const since = acts.filter(({ number, act }) => number > seen && !quiet.includes(act));
  if (since.length === 0) return null;
  const happened = [...new Set(since.map(sayCaseAct))];
  return `Read what is new, then send yours again: meanwhile ${happened.join(", and ")}`;
}
