import { forAdviser, notFound } from "../auth/guard.ts";
import { handOut } from "../evidence-files/hand-out.ts";
import { downloadEvidence } from "../evidence-files/open-evidence.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { openExchange } from "../exchanges/open-exchange.ts";

/** The original of a file of an exchange. */
export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params, request } = visit;
  const isLook = request.method === "HEAD";
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (exchange) await noteOpening(visit, exchange.number);
  const original =
    exchange &&
    (await downloadEvidence(viewer, portal, exchange, { file: params.file ?? "", isLook }));
  if (!original) throw notFound();
  return handOut(original, isLook);
});
