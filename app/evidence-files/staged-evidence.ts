import { and, eq, sql } from "drizzle-orm";
import { evidenceFiles, stagedEvidence } from "#drizzle/schema/evidence.ts";
import type { Executor } from "../db.ts";
import type { DraftKey } from "../intake/draft.ts";
import type { Portal } from "../portal.ts";
import { tooMany } from "./attach-evidence.ts";
import { describeFile, readDescription, unwrapFileKey, wrapFileKey } from "./file-key.ts";
import { limits } from "./limits.ts";
import type { StoredFile } from "./store-file.ts";

/** A file that belongs to a draft, whole and not yet evidence. `size` in bytes. */
export type StagedFile = { id: string; name: string; size: number; mediaType: string };

/** What was staged for a draft, in the order it arrived. To another key than the draft's there is nothing. */
export async function readStagedEvidence(
  { db }: { db: Executor },
  draft: DraftKey,
): Promise<StagedFile[]> {
  const rows = await db.select().from(stagedEvidence).where(eq(stagedEvidence.draftId, draft.id));
  return rows
    .flatMap((row) => openStaged(draft, row))
    .sort((a, b) => a.turn - b.turn)
    .map(({ id, name, size, mediaType }) => ({ id, name, size, mediaType }));
}

/** Removes a file from a draft, with all its bytes. False when the draft has no such file. */
export async function removeStagedEvidence(
  portal: Portal,
  draft: DraftKey,
  id: string,
): Promise<boolean> {
  const known = await readStagedEvidence(portal, draft);
  if (!known.some((file) => file.id === id)) return false;
  return portal.db.transaction(async (tx) => {
    const taken = await tx
      .delete(stagedEvidence)
      .where(and(eq(stagedEvidence.fileId, id), eq(stagedEvidence.draftId, draft.id)))
      .returning({ id: stagedEvidence.fileId });
    if (taken.length === 0) return false;
    await tx.delete(evidenceFiles).where(eq(evidenceFiles.id, id));
    return true;
  });
}

/** A draft that takes files as long as `hold`, which keeps it until the transaction ends, says so. */
export type OpenDraft = DraftKey & { hold: (tx: Executor) => Promise<{ refused: string } | null> };

/**
 * Stages a stored file for a draft, under the draft's key. Refuses with a sentence without its subject when
 * the draft takes no more, or has as many as may be held.
 */
export async function stageFile(
  portal: Portal,
  draft: OpenDraft,
  { id, key, size, pieces, name, mediaType, digest }: StoredFile,
): Promise<{ refused: string } | { isHeld: true }> {
  return portal.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${draft.id}, 3))`);
    const refused = await draft.hold(tx);
    if (refused) return refused;
    const turn = await tx.$count(stagedEvidence, eq(stagedEvidence.draftId, draft.id));
    if (turn >= limits.filesHeld) return { refused: tooMany };
    await tx.insert(stagedEvidence).values({
      ...{ fileId: id, draftId: draft.id, size, pieces },
      described: describeFile(key, id, { name, mediaType, digest, turn }),
      wrappedKey: wrapFileKey(draft.key, "staged_evidence", id, key),
    });
    return { isHeld: true as const };
  });
}

function openStaged(
  draft: DraftKey,
  { fileId: id, size, described, wrappedKey }: typeof stagedEvidence.$inferSelect,
) {
  try {
    const key = unwrapFileKey(draft.key, "staged_evidence", id, wrappedKey);
    return [{ id, size, ...readDescription(key, id, described) }];
  } catch {
    return [];
  }
}
