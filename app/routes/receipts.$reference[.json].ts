import { readAcknowledgement } from "../attestation/acknowledgement.ts";
import { receiptFile } from "../attestation/receipt.ts";
import { forSignedIn, notFound, refuse } from "../auth/guard.ts";

/** The receipt file that anyone can verify without the portal. */
export const loader = forSignedIn(async ({ viewer, portal, params }) => {
  const found = await readAcknowledgement(viewer, portal, params.reference ?? "");
  if (!found) throw notFound();
  const file = await receiptFile(portal, found);
  if (!file) throw refuse(503, "The proof is being sealed. Try again in a few seconds.");
  return new Response(file, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="${found.reference}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
});
