import type { Portal } from "../../portal.ts";
import type { OpenReport } from "../open-report.ts";

/** Stands here until evidence is merged. */
export async function receiveEvidence(
  _portal: Portal,
  _request: Request,
  _to: { report: OpenReport; by: string | null },
): Promise<{
  fields: Record<string, string>;
  arrived: { id: string; name: string; size: number }[];
  refused: { name: string; sentence: string }[];
}> {
  throw new Error("not merged yet");
}
