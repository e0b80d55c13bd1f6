import { forReportHandler, notFound } from "../auth/guard.ts";
import { handOut } from "../intake/evidence/hand-out.ts";
import { downloadEvidence } from "../intake/evidence/open-evidence.ts";

/** The original of a file of a report. */
export const loader = forReportHandler(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const { number = "", file = "" } = params;
  const original = await downloadEvidence(viewer, portal, { number, file, isLook });
  if (!original) throw notFound();
  return handOut(original, isLook);
});
