import { forSignedIn } from "../auth/guard.ts";
import { handOutExport } from "../cases/export/hand-out-export.ts";

/** The case whole, as one file; `npm run case:verify` checks it. */
export const loader = forSignedIn((visit) =>
  handOutExport(visit, "whole", async () => (whole) => ({ exported: whole, removed: null })),
);
