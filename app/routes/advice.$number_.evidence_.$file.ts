import { forSignedIn, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { downloadEvidence } from "../evidence-files/open-evidence.ts";
import { openOwnExchange } from "../exchanges/open-exchange.ts";

/** The original of a file of an exchange of somebody's own. */
export const loader = forSignedIn(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const own = await openOwnExchange(viewer, portal, params.number ?? "");
  const original =
    own && (await downloadEvidence(viewer, portal, own, { file: params.file ?? "", isLook }));
  if (!original) throw notFound();
  return handOut(original, isLook);
});
