import { forReportHandler, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { viewEvidence } from "../evidence-files/open-evidence.ts";
import { openReport } from "../intake/open-report.ts";

/** The viewing copy of a picture of a report. */
export const loader = forReportHandler(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const report = await openReport(viewer, portal, params.number ?? "");
  const picture =
    report && (await viewEvidence(viewer, portal, report, { file: params.file ?? "", isLook }));
  if (!picture) throw notFound();
  return handOut(picture, isLook);
});
