import { sql } from "drizzle-orm";
import { mayGrantRoles, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { isHandledByNobody } from "./readers.ts";

/**
 * That a report waits which nobody may handle: for administrators, who can grant somebody the role. It says
 * nothing else of it; null where there is none, and for everybody else.
 */
export async function whyOfficerIsNeeded(viewer: Viewer, portal: Portal): Promise<string | null> {
  if (!mayGrantRoles(viewer)) return null;
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(portal.db, portal.vault, today);
  const [found] = await portal.db.execute(sql`
    select from violation_reports r where ${isHandledByNobody(candidates)} limit 1`);
  return found
    ? "A violation report waits, and nobody may handle it: grant somebody from outside the role Outside officer."
    : null;
}
