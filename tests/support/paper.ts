import { randomUUID } from "node:crypto";
import type { Viewer } from "#app/auth/viewer.ts";
import type { TypedSheet } from "#app/paper/sheet-form.ts";
import { stageScan } from "#app/paper/staged-scan.ts";
import type { Portal } from "#app/portal.ts";

/** The smallest file that begins and ends as a PDF does. */
export const aPdf = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

/** Stages a scan as whoever sends it; fails the test when it is refused. */
export async function staged(viewer: Viewer, portal: Portal, bytes: Uint8Array = aPdf) {
  const scan = await stageScan(viewer, portal, bytes);
  if ("refused" in scan) throw new Error(scan.refused);
  return scan;
}

/** A sheet of the first version's track "Personal use", signed that Monday, lessons not taken. */
export async function aSheet(
  viewer: Viewer,
  portal: Portal,
  entries: Partial<TypedSheet["entries"][number]>[],
  changes: Partial<TypedSheet> = {},
): Promise<TypedSheet> {
  return {
    sheet: randomUUID(),
    step: "record",
    signedOn: "2026-11-23",
    witness: viewer.handle,
    lessons: "not-taken",
    readOn: undefined,
    readBy: undefined,
    staged: "staged" in changes ? undefined : (await staged(viewer, portal)).id,
    entries: entries.map((entry) => ({
      ...{ duty: "personal-use.1", name: "A name", outcome: "signed" as const },
      ...entry,
    })),
    ...changes,
  };
}
