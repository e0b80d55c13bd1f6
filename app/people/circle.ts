import type { SQL } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { reportsTo } from "./reports.ts";

/** Whose people a page works with: everybody's, for HR, or the viewer's own, direct and below. */
export type Circle = "hr" | "team";

/** The person `p` is one whom the viewer works with on this page: it stands in the WHERE of its reads. */
export function isIn(circle: Circle, viewer: Viewer, today: Day): SQL {
  return circle === "hr" ? isSeenBy(viewer) : reportsTo(viewer, today, "directly or below");
}
