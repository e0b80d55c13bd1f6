import { forSignedIn, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { viewEvidence } from "../evidence-files/open-evidence.ts";
import { openOwnExchange } from "../exchanges/open-exchange.ts";

/** The viewing copy of a picture of an exchange of somebody's own. */
export const loader = forSignedIn(async ({ viewer, portal, params, request }) => {
  const isLook = request.method === "HEAD";
  const own = await openOwnExchange(viewer, portal, params.number ?? "");
  const picture =
    own && (await viewEvidence(viewer, portal, own, { file: params.file ?? "", isLook }));
  if (!picture) throw notFound();
  return handOut(picture, isLook);
});
