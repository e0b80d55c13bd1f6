import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readTrends } from "../exchanges/trends.ts";
import { writeTrends } from "../exchanges/trends-csv.ts";

/** The figures of exchanges, as a file for a spreadsheet. */
export const loader = forRole("hr-training", async ({ viewer, portal }) => {
  const [{ today }, trends] = await Promise.all([clockOf(portal), readTrends(viewer, portal)]);
  if (!trends) throw refuse(404, "The version in force has no settings for figures of exchanges.");
  const { name, text } = writeTrends(trends, today);
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
