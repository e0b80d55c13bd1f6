import { forAdviser, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { viewEvidence } from "../evidence-files/open-evidence.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { openExchange } from "../exchanges/open-exchange.ts";

/** The viewing copy of a picture of an exchange. */
export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (exchange) await noteOpening(visit, exchange.number);
  const picture =
    exchange && (await viewEvidence(viewer, portal, exchange, { file: params.file ?? "", isLook }));
  if (!picture) throw notFound();
  return handOut(picture, isLook);
});
