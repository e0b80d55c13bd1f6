import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { dropOwnReport } from "../intake/own-report-cookie.ts";

export const loader = forAnybodyAtAll(async () => seeOther("/report/follow-up"));

/** Closes the report in this browser. */
export const action = forAnybodyAtAll(async ({ portal }) =>
  seeOther("/report/follow-up", { "Set-Cookie": dropOwnReport(portal) }),
);
