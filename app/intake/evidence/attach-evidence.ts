import { eq, sql } from "drizzle-orm";
import { reportEvidence, stagedEvidence } from "#drizzle/schema/evidence.ts";
import { clockOf } from "../../clock.ts";
import type { Transaction } from "../../db.ts";
import { enqueue } from "../../enqueue.ts";
import { writeRecords } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import type { DraftKey } from "../draft.ts";
import type { OpenReport } from "../open-report.ts";
import { recordReporterAct } from "../reporter-act.ts";
import {
  type Description,
  describeFile,
  readDescription,
  unwrapFileKey,
  wrapFileKey,
} from "./file-key.ts";
import { hasViewingCopy } from "./kinds.ts";
import { limits } from "./limits.ts";
import type { StoredFile } from "./store-file.ts";

/**
 * Makes what was staged for a draft evidence of its report, in the transaction that files it: rows move and
 * keys are wrapped anew, no byte is touched. The ledger gets a keyed digest of each file, and of pictures a
 * viewing copy is asked for.
 */
export async function attachStagedEvidence(
  portal: Portal,
  tx: Transaction,
  report: OpenReport,
  draft: DraftKey,
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
  if (files.length > 0) await attach(portal, tx, report, files, null);
}

/**
 * Makes one stored file evidence of a report. `by` is who of the office added it; null: its reporter. Refuses
 * with a sentence without its subject when the report holds as many as it may.
 */
export async function attachFile(
  portal: Portal,
  tx: Transaction,
  report: OpenReport,
  file: StoredFile,
  by: string | null,
): Promise<{ refused: string } | { isHeld: true }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${report.id}, 4))`);
  const turn = await tx.$count(reportEvidence, eq(reportEvidence.reportId, report.id));
  if (turn >= limits.filesInReport) return { refused: tooMany };
  await attach(portal, tx, report, [{ ...file, turn }], by);
  return { isHeld: true };
}

/** Why a file beyond the last one a report may hold is refused. */
export const tooMany =
  "is one too many: a report holds at most 50 files. Put several pictures into one document";

async function attach(
  portal: Portal,
  tx: Transaction,
  report: OpenReport,
  files: (StoredFile & Description)[],
  by: string | null,
): Promise<void> {
  const { today } = await clockOf(portal);
  const now = portal.now();
  await tx.insert(reportEvidence).values(
    files.map(({ id, key, size, pieces, turn, name, mediaType, digest }, index) => ({
      ...{ fileId: id, reportId: report.id, size, pieces, by },
      position: sql`${index + 1}::int + (
        select coalesce(max(position), 0) from report_evidence where report_id = ${report.id}
      )`,
      described: describeFile(key, id, { name, mediaType, digest, turn }),
      wrappedKey: wrapFileKey(report.key, "report_evidence", id, key),
      author: by === null ? ("reporter" as const) : ("office" as const),
      addedOn: today,
      addedAt: by === null && report.kind === "anonymous" ? null : now,
    })),
  );
  const digests = files.map(({ digest }) => portal.vault.indexOf("file", digest));
  if (by === null) {
    const facts = { files: digests };
    await recordReporterAct(portal, tx, report, { act: "add-to-report", facts });
  } else {
    const named = portal.vault.indexOf("report", report.id);
    await writeRecords(
      tx,
      digests.map((file) => ({
        ...{ act: "add-evidence" as const, by, about: null, at: now },
        facts: { report: named, file },
      })),
    );
  }
  for (const { id, mediaType } of files) {
    if (hasViewingCopy(mediaType)) await enqueue(tx, "make-viewing-copy", { file: id });
  }
}
