import { forRole, notFound } from "../auth/guard.ts";
import { faultsAsCsv } from "../people/import/faults-csv.ts";
import { readFaults, readImportFile } from "../people/import/imports.ts";

/** Every fault of a file, for mending it. */
export const loader = forRole("hr-training", async ({ viewer, portal, params }) => {
  const file = await readImportFile(viewer, portal, params.number ?? "");
  if (file?.stage !== "faulty") throw notFound();
  const faults = await readFaults(viewer, portal, file.number, null);
  return new Response(faultsAsCsv(faults), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="faults-${file.number}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
