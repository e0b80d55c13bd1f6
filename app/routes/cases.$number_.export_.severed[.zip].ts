import { forSignedIn } from "../auth/guard.ts";
import { handOutExport } from "../cases/export/hand-out-export.ts";
import { readSevering } from "../cases/export/read-severed.ts";

/** The case as one file for somebody who asked for access: without what HR marked. */
export const loader = forSignedIn((visit) =>
  handOutExport(visit, "severed", (hand) => readSevering(visit, hand)),
);
