import { forRole, refuse } from "../auth/guard.ts";
import { readDashboard } from "../dashboard/dashboard.ts";
import { writeDashboard } from "../dashboard/dashboard-csv.ts";

/** The figures of the dashboard, as a file for a spreadsheet. */
export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = await readDashboard(viewer, portal, {
    version: url.searchParams.get("version") || undefined,
    track: url.searchParams.get("track") || undefined,
  });
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  if (!read.dashboard) throw refuse(404, "Nothing is assigned yet, so there are no figures.");
  const organization = await portal.organization();
  const { name, text } = writeDashboard(read.dashboard, read, organization);
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
