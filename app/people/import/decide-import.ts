import { and, eq } from "drizzle-orm";
import { directoryImports } from "#drizzle/schema/imports.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { enqueue } from "../../enqueue.ts";
import type { Portal } from "../../portal.ts";
import { whyNotMergedBy } from "./own-reports.ts";
import { forgetPapers } from "./preview-import.ts";
import type { ImportStage } from "./stage.ts";

/**
 * Has a file merged that waits for it. `seen` is the digest of the changes on the page that was looked at:
 * of a preview made anew since, it is refused; so is one that makes the viewer a supervisor.
 */
export async function startMerge(
  viewer: Viewer,
  portal: Portal,
  number: number,
  seen: string,
): Promise<{ merging: number } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    const refused = await whyNotMergedBy(tx, number, viewer.personId);
    if (refused) return { refused };
    const [started] = await tx
      .update(directoryImports)
      .set({
        stage: "merging",
        note: null,
        decidedAt: portal.now(),
        decidedBy: viewer.personId,
      })
      .where(
        and(
          eq(directoryImports.number, number),
          eq(directoryImports.stage, "ready"),
          eq(directoryImports.changesDigest, seen),
        ),
      )
      .returning({ number: directoryImports.number });
    if (!started)
      return { refused: "Look at the preview again: it changed since this page was shown" };
    await enqueue(tx, "merge-import", { import: number });
    return { merging: number };
  });
}

const discardable: ImportStage[] = ["reading", "faulty", "ready"];

/** Discards a file that is not merged and not being merged. What was read of it is forgotten. */
export async function discardImport(
  viewer: Viewer,
  portal: Portal,
  number: number,
): Promise<{ discarded: number } | { refused: string }> {
  const discarded = await portal.db.$client.begin(async (tx) => {
    const [found] = await tx`
      update directory_imports
      set stage = 'discarded', decided_at = ${portal.now().toISOString()}::timestamptz,
        decided_by = ${viewer.personId}
      where number = ${number} and stage = any(${discardable}::import_stage[]) returning number`;
    if (!found) return false;
    await forgetPapers(tx, number);
    await tx`delete from directory_import_faults where import = ${number}`;
    await tx`delete from directory_import_changes where import = ${number}`;
    return true;
  });
  return discarded
    ? { discarded: number }
    : { refused: "Nothing to discard: this file is merged or discarded already" };
}
