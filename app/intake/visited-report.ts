import type { UnseenVisit } from "../auth/guard.ts";
import { type OpenReport, openOwnReport } from "./open-report.ts";
import { carriedOwnReport, keepOwnReport } from "./own-report-cookie.ts";

/**
 * The report this visit's cookie keeps open, and the headers that keep it open for longer. Otherwise whether
 * one was open before: `ended`.
 */
export async function visitedReport({
  portal,
  request,
}: Pick<UnseenVisit, "portal" | "request">): Promise<
  { report: OpenReport; headers: { "Set-Cookie": string } } | { report: null; ended: boolean }
> {
  const carried = carriedOwnReport(portal, request.headers.get("Cookie"));
  if (!carried || "ended" in carried) return { report: null, ended: carried !== null };
  const report = await openOwnReport(portal, carried.report);
  return report
    ? { report, headers: { "Set-Cookie": keepOwnReport(portal, report.id) } }
    : { report: null, ended: true };
}
