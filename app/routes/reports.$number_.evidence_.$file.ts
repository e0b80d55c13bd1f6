import { forReportHandler, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { downloadEvidence } from "../evidence-files/open-evidence.ts";
import { openReport } from "../intake/open-report.ts";

/** The original of a file of a report. */
export const loader = forReportHandler(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const report = await openReport(viewer, portal, params.number ?? "");
  const original =
    report && (await downloadEvidence(viewer, portal, report, { file: params.file ?? "", isLook }));
  if (!original) throw notFound();
  return handOut(original, isLook);
});
