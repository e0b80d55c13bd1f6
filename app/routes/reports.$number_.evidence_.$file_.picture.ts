import { forReportHandler, notFound } from "../auth/guard.ts";
import { handOut } from "../intake/evidence/hand-out.ts";
import { viewEvidence } from "../intake/evidence/open-evidence.ts";

/** The viewing copy of a picture of a report. */
export const loader = forReportHandler(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const { number = "", file = "" } = params;
  const picture = await viewEvidence(viewer, portal, { number, file, isLook });
  if (!picture) throw notFound();
  return handOut(picture, isLook);
});
