import { forSignedIn, notFound } from "../auth/guard.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openWholeCase } from "../cases/open-whole-case.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { viewEvidence } from "../evidence-files/open-evidence.ts";

/** The viewing copy of a picture of a case. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const file = params.file ?? "";
  const kase = await openWholeCase(viewer, portal, params.number ?? "");
  const picture = kase && (await viewEvidence(viewer, portal, kase, { file, isLook }));
  if (!picture) throw notFound();
  await noteCaseView(visit, kase, "evidence", file);
  return handOut(picture, isLook);
});
