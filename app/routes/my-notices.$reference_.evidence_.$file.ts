import { forSignedIn, notFound } from "../auth/guard.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openOwnFile } from "../cases/own-evidence.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { downloadEvidence } from "../evidence-files/open-evidence.ts";

/** The original of a file that somebody sent to a case of their own. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const [reference = "", file = ""] = [params.reference, params.file];
  const own = await openOwnFile(viewer, portal, reference, file);
  if (!own) throw notFound();
  await noteCaseView(visit, own, "evidence", file);
  const original = await downloadEvidence(viewer, portal, own, { file, isLook });
  if (!original) throw notFound();
  return handOut(original, isLook);
});
