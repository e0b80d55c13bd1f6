import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { Candidate } from "./candidates.ts";
import type { OpenReport } from "./open-report.ts";

/** Owes those who handle a report the notice that one waits. It says nothing of the report. */
export async function tellHandlers(
  _portal: Portal,
  _tx: Executor,
  _report: OpenReport,
  _candidates: Candidate[],
): Promise<void> {}
