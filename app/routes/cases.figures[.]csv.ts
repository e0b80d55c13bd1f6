import { forRole, refuse } from "../auth/guard.ts";
import { readCaseFigures } from "../cases/case-figures.ts";
import { writeCaseFigures } from "../cases/case-figures-csv.ts";
import { clockOf } from "../clock.ts";

/** The figures of reports and cases, as a file for a spreadsheet. */
export const loader = forRole("hr-cases", async ({ viewer, portal }) => {
  const [{ today }, figures] = await Promise.all([
    clockOf(portal),
    readCaseFigures(viewer, portal),
  ]);
  if (!figures) throw refuse(404, "The version in force has no settings for figures of cases.");
  const { name, text } = writeCaseFigures(figures, today);
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
