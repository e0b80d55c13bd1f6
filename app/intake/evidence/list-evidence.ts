import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import type { OpenReport } from "../open-report.ts";

/** Stands here until evidence is merged. */
export async function listEvidence(
  _portal: Portal,
  _db: Executor,
  _report: OpenReport,
): Promise<
  { id: string; name: string; size: number; author: "reporter" | "office"; addedOn: Day }[]
> {
  return [];
}
