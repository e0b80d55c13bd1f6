import { attachStagedEvidence } from "../../evidence-files/attach-evidence.ts";
import type { Portal } from "../../portal.ts";
import { type DraftKey, saveDraft } from "../draft.ts";
import { fileViolationReport } from "../file-violation-report.ts";
import { newReceiptCode } from "../receipt-code.ts";
import { changeDraft, isSent, type SentReport } from "./draft-report.ts";
import { finishReport } from "./finished-report.ts";
import { readReportWords } from "./report-words.ts";

/**
 * Files what stands in a draft. The receipt code is in the draft before, and in what is left of it after, in
 * the transaction that files: sent twice, or its answer lost, it is the same report with the same code. False
 * when a question has no answer, or there is no draft.
 */
export async function sendReport(portal: Portal, key: DraftKey): Promise<boolean> {
  const { settings } = await readReportWords(portal);
  const draft = await changeDraft(portal, key, (before) =>
    finishReport(before, settings) ? { ...before, code: before.code ?? newReceiptCode() } : before,
  );
  if (draft && isSent(draft)) return true;
  const finished = draft && finishReport(draft, settings);
  if (!finished || !draft.code) return false;
  const { formId, code } = draft;
  await fileViolationReport(
    portal,
    { ...finished, formId, code, channel: "portal", enteredBy: null },
    async (tx, report) => {
      await attachStagedEvidence(portal, tx, report, key);
      await saveDraft<SentReport>(portal, tx, key, { sent: true, code });
    },
  );
  return true;
}
