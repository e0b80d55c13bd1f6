import { stringify } from "csv-stringify/sync";
import { forRole } from "../auth/guard.ts";
import { importFields } from "../people/import/fields.ts";

/** A file of the directory with its headings and nobody in it. */
export const loader = forRole("hr-training", async () => {
  const titles = Object.values(importFields).map(({ title }) => title);
  return new Response(`\uFEFF${stringify([titles], { record_delimiter: "windows" })}`, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="directory-template.csv"',
      "Cache-Control": "private, no-store",
    },
  });
});
