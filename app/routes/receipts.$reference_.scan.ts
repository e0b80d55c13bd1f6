import { forSignedIn, notFound } from "../auth/guard.ts";
import { readKeptScan } from "../paper/kept-scan.ts";

/** The scan behind a receipt, always as an attachment: nothing that was uploaded opens as a page of ours. */
export const loader = forSignedIn(async ({ viewer, portal, params }) => {
  const scan = await readKeptScan(viewer, portal, params.reference ?? "");
  if (!scan) throw notFound();
  return new Response(scan.body, {
    headers: {
      "Content-Type": scan.mediaType,
      "Content-Length": String(scan.size),
      "Content-Disposition": `attachment; filename="${scan.name}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
});
