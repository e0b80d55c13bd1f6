import type { SQL } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { isHandledBy } from "./readers.ts";

/** What a read of reports needs: the City's clock, and that the report `r` is for this viewer to handle. */
type ReportAccess = { clock: Clock; isHandled: SQL };

/** Asked once for all reads of a page. */
export async function readReportAccess(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  db: Executor = portal.db,
): Promise<ReportAccess> {
  const clock = await clockOf(portal);
  const candidates = await readCandidates(db, portal.vault, clock.today);
  return { clock, isHandled: isHandledBy(viewer, candidates) };
}
