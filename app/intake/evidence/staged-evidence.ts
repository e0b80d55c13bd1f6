import { and, eq, sql } from "drizzle-orm";
import { evidenceFiles, stagedEvidence } from "#drizzle/schema/evidence.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { type DraftKey, readDraft } from "../draft.ts";
import { type DraftBody, isSent } from "../form/draft-report.ts";
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

/**
 * Stages a stored file for a draft, under the draft's key. Refuses with a sentence without its subject when
 * the draft holds as many as a report may.
 */
export async function stageFile(
  portal: Portal,
  draft: DraftKey,
  { id, key, size, pieces, name, mediaType, digest }: StoredFile,
): Promise<{ refused: string } | { isHeld: true }> {
  return portal.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${draft.id}, 3))`);
    await tx.execute(sql`select from report_drafts where id = ${draft.id} for share`);
    if (await wasSent(portal, tx, draft)) return { refused: sentMeanwhile };
    const turn = await tx.$count(stagedEvidence, eq(stagedEvidence.draftId, draft.id));
    if (turn >= limits.filesInReport) return { refused: tooMany };
    await tx.insert(stagedEvidence).values({
      ...{ fileId: id, draftId: draft.id, size, pieces },
      described: describeFile(key, id, { name, mediaType, digest, turn }),
      wrappedKey: wrapFileKey(draft.key, "staged_evidence", id, key),
    });
    return { isHeld: true as const };
  });
}

const sentMeanwhile =
  "came after the report was sent. Add it on the page you come back to with your receipt code";

async function wasSent(portal: Portal, tx: Executor, draft: DraftKey): Promise<boolean> {
  const body = await readDraft<DraftBody>(portal, tx, draft);
  return body !== null && isSent(body);
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
