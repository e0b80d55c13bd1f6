import { forRole, refuse } from "../auth/guard.ts";
import { exportLedger } from "../ledger/export-ledger.ts";

/** The whole ledger as a file; `npm run ledger:verify -- --file FILE` checks it. */
export const loader = forRole("auditor", async ({ viewer, portal, request }) => {
  if (request.headers.get("Sec-Fetch-Site") === "cross-site") {
    throw refuse(403, "Download this file from the portal's own page.");
  }
  // Asking for the headers alone takes nothing out, so the ledger is not to say that something was.
  if (request.method === "HEAD") return new Response(null);
  const file = await exportLedger(viewer, portal);
  if (!file) throw refuse(503, "Nothing is sealed yet. Try again in a few seconds.");
  return new Response(file.body, {
    headers: {
      "Content-Type": "application/jsonl; charset=utf-8",
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
