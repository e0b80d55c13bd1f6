import { forSignedIn, notFound } from "../auth/guard.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openOwnFile } from "../cases/own-evidence.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { viewEvidence } from "../evidence-files/open-evidence.ts";

/** The viewing copy of a picture that somebody sent to a case of their own. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const [reference = "", file = ""] = [params.reference, params.file];
  const own = await openOwnFile(viewer, portal, reference, file);
  const picture = own && (await viewEvidence(viewer, portal, own, { file, isLook }));
  if (!picture) throw notFound();
  await noteCaseView(visit, own, "evidence", file);
  return handOut(picture, isLook);
});
