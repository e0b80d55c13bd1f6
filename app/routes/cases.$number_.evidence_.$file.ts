import { forSignedIn, notFound } from "../auth/guard.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openWholeCase } from "../cases/open-whole-case.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { downloadEvidence } from "../evidence-files/open-evidence.ts";

/** The original of a file of a case. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const file = params.file ?? "";
  const kase = await openWholeCase(viewer, portal, params.number ?? "");
  const original = kase && (await downloadEvidence(viewer, portal, kase, { file, isLook }));
  if (!original) throw notFound();
  await noteCaseView(visit, kase, "evidence", file);
  return handOut(original, isLook);
});
