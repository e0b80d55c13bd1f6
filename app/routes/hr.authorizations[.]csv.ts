import { forRole, refuse } from "../auth/guard.ts";
import { readAuthorizationFilter } from "../people/authorization-filter.ts";
import { exportAuthorizations } from "../people/authorizations-csv.ts";

/** The register so filtered, as a file for a spreadsheet. */
export const loader = forRole("hr-training", async ({ viewer, portal, request, url }) => {
  const read = readAuthorizationFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  if (request.headers.get("Sec-Fetch-Site") === "cross-site") {
    throw refuse(403, "Download this file from the portal's own page.");
  }
  // Asking for the headers alone takes nothing out, so the ledger is not to say that something was.
  if (request.method === "HEAD") return new Response(null);
  const { name, body } = await exportAuthorizations(viewer, portal, read.filter);
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
