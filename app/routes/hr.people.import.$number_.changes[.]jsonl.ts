import { forRole, notFound } from "../auth/guard.ts";
import { readImportFile } from "../people/import/imports.ts";
import { readLines } from "../people/import/lines.ts";

/** The list of changes of a merged file, byte for byte as the digest in the ledger covers it. */
export const loader = forRole("hr-training", async ({ viewer, portal, params }) => {
  const file = await readImportFile(viewer, portal, params.number ?? "");
  if (file?.stage !== "merged") throw notFound();
  return new Response(await readLines(viewer, portal, file.number), {
    headers: {
      "Content-Type": "application/jsonl; charset=utf-8",
      "Content-Disposition": `attachment; filename="import-${file.number}-changes.jsonl"`,
      "Cache-Control": "private, no-store",
    },
  });
});
