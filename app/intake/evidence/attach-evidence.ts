import type { Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import type { DraftKey } from "../draft.ts";
import type { OpenReport } from "../open-report.ts";

/** Placeholder: makes staged files part of a report. */
export async function attachStagedEvidence(
  _portal: Portal,
  _tx: Transaction,
  _report: OpenReport,
  _draft: DraftKey,
): Promise<void> {}
