import { hash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { heldEvidence, stagedEvidence } from "#drizzle/schema/evidence.ts";
import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import type { DraftKey } from "../intake/draft.ts";
import { recordReporterAct } from "../intake/reporter-act.ts";
import { writeRecords } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import {
  type Description,
  describeFile,
  readDescription,
  unwrapFileKey,
  wrapFileKey,
} from "./file-key.ts";
import { type EvidenceHolder, namedInLedger } from "./holder.ts";
import { hasViewingCopy } from "./kinds.ts";
import { limits } from "./limits.ts";
import { type EvidenceSource, sealSource } from "./source.ts";
import type { StoredFile } from "./store-file.ts";

/**
 * Makes what was staged for a draft evidence of what it became, in the transaction that files it: rows move and
 * keys are wrapped anew, no byte is touched. The ledger gets a keyed digest of each file, and of pictures a
 * viewing copy is asked for. `by` is as in `attachFile`.
 */
export async function attachStagedEvidence(
  portal: Portal,
  tx: Transaction,
  holder: EvidenceHolder,
  draft: DraftKey,
  by: string | null = null,
): Promise<void> {
  const staged = await tx
    .delete(stagedEvidence)
    .where(eq(stagedEvidence.draftId, draft.id))
    .returning();
  const files = staged.map(({ fileId: id, size, pieces, described, wrappedKey }) => {
    const key = unwrapFileKey(draft.key, "staged_evidence", id, wrappedKey);
    return { id, key, size, pieces, ...readDescription(key, id, described) };
  });
  files.sort((a, b) => a.turn - b.turn);
  if (files.length > 0) await attach(portal, tx, holder, files, by);
}

/**
 * Makes one stored file evidence of a report or an exchange. `by` is who of the office added it; null: the
 * reporter. Refuses with a sentence without its subject when it holds as many as it may. With `isOnce`, what they
 * added before is not added again: the file it is held as.
 */
export async function attachFile(
  portal: Portal,
  tx: Transaction,
  holder: EvidenceHolder,
  file: StoredFile,
  by: string | null,
  { isOnce = false, source }: { isOnce?: boolean; source?: EvidenceSource | undefined } = {},
): Promise<{ refused: string } | { isHeld: true } | { isHeldAs: string }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${holder.id}, 4))`);
  const before = isOnce && by ? await heldBefore(tx, holder, file, by) : undefined;
  if (before) return { isHeldAs: before };
  const turn = await tx.$count(heldEvidence, eq(heldEvidence.keyId, holder.keyId));
  if (turn >= limits.filesHeld) return { refused: tooMany };
  await attach(portal, tx, holder, [{ ...file, turn }], by, source);
  return { isHeld: true };
}

/** The file of the same bytes that somebody added before. */
async function heldBefore(
  tx: Transaction,
  holder: EvidenceHolder,
  { digest }: StoredFile,
  by: string,
): Promise<string | undefined> {
  const rows = await tx
    .select()
    .from(heldEvidence)
    .where(and(eq(heldEvidence.keyId, holder.keyId), eq(heldEvidence.by, by)));
  return rows.find(({ fileId, described, wrappedKey }) => {
    const key = unwrapFileKey(holder.key, "report_evidence", fileId, wrappedKey);
    return readDescription(key, fileId, described).digest === digest;
  })?.fileId;
}

/** Why a file beyond the last one that may be held is refused. */
export const tooMany =
  "is one too many: at most 50 files are held together. Put several pictures into one document";

async function attach(
  portal: Portal,
  tx: Transaction,
  holder: EvidenceHolder,
  files: (StoredFile & Description)[],
  by: string | null,
  source?: EvidenceSource,
): Promise<void> {
  const { today } = await clockOf(portal);
  const now = portal.now();
  const sources = files.map(({ id }) => source && sealSource(holder.key, id, source));
  await tx.insert(heldEvidence).values(
    files.map(({ id, key, size, pieces, turn, name, mediaType, digest }, index) => ({
      ...{ fileId: id, keyId: holder.keyId, size, pieces, by, sourced: sources[index] ?? null },
      position: sql`${index + 1}::int + (
        select coalesce(max(position), 0) from held_evidence where key_id = ${holder.keyId}
      )`,
      described: describeFile(key, id, { name, mediaType, digest, turn }),
      wrappedKey: wrapFileKey(holder.key, "report_evidence", id, key),
      author: by === null ? ("reporter" as const) : ("office" as const),
      addedOn: today,
      addedAt: isAnonymous(holder) && by === null ? null : now,
    })),
  );
  const digests = files.map(({ digest }) => portal.vault.indexOf("file", digest));
  if (by !== null) {
    const named = namedInLedger(portal.vault, holder);
    // The ledger names no respondent.
    const isOwn = holder.of === "case" && holder.respondentId === by;
    await writeRecords(
      tx,
      digests.map((file, index) => {
        const sourced = sources[index];
        return {
          ...{ act: "add-evidence" as const, by: isOwn ? null : by, about: null, at: now },
          facts: { ...named, file, ...(sourced && { source: hash("sha256", sourced, "hex") }) },
        };
      }),
    );
  } else if (holder.of === "report") {
    const facts = { files: digests };
    await recordReporterAct(portal, tx, holder, { act: "add-to-report", facts });
  }
  for (const { id, mediaType } of files) {
    if (hasViewingCopy(mediaType)) await enqueue(tx, "make-viewing-copy", { file: id });
  }
}

const isAnonymous = (holder: EvidenceHolder) =>
  holder.of === "report" && holder.kind === "anonymous";

/**
 * Lets a further holder hold what one holds, in the transaction in which it becomes that: an exchange report a
 * violation report, a violation report a case. What it holds already stays. The bytes stay where they are, and who
 * added them when.
 */
export async function holdAlso(
  tx: Transaction,
  from: EvidenceHolder,
  to: EvidenceHolder,
): Promise<void> {
  const has = await tx.select().from(heldEvidence).where(eq(heldEvidence.keyId, to.keyId));
  const known = new Set(has.map(({ fileId }) => fileId));
  const held = (
    await tx
      .select()
      .from(heldEvidence)
      .where(eq(heldEvidence.keyId, from.keyId))
      .orderBy(heldEvidence.position)
  ).filter(({ fileId }) => !known.has(fileId));
  if (held.length === 0) return;
  const last = Math.max(0, ...has.map(({ position }) => position));
  await tx.insert(heldEvidence).values(
    held.map(({ fileId, wrappedKey, ...row }, index) => {
      const key = unwrapFileKey(from.key, "report_evidence", fileId, wrappedKey);
      const again = wrapFileKey(to.key, "report_evidence", fileId, key);
      const position = last + index + 1;
      return { ...row, fileId, position, keyId: to.keyId, wrappedKey: again };
    }),
  );
}
