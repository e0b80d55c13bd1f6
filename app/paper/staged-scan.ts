import { hash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import { scans, stagedScanPieces, stagedScans } from "#drizzle/schema/paper.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import type { Portal } from "../portal.ts";
import { type ScanType, scanTypeOf } from "./scan-type.ts";

/** A scan has at most 10 MB, and is stored in pieces of 256 KiB. */
export const largestScan = 10 * 1024 * 1024;
const pieceSize = 256 * 1024;

const aDay = 86_400_000;

/** A scan that arrived with a form and waits until the form is confirmed. `digest` is its SHA-256. */
export type StagedScan = { id: string; mediaType: ScanType; size: number; digest: string };

/** Keeps a scan until its form is confirmed, a day at most. Refuses what is no PDF, JPEG or PNG. */
export async function stageScan(
  viewer: Viewer,
  portal: Portal,
  bytes: Uint8Array,
): Promise<StagedScan | { refused: string }> {
  const type = scanTypeOf(bytes);
  if ("refused" in type) return type;
  const scan = { ...type, size: bytes.length, digest: hash("sha256", bytes) };
  return portal.db.transaction(async (tx) => {
    const [staged] = await tx
      .insert(stagedScans)
      .values({ ...scan, stagedBy: viewer.personId, stagedAt: portal.now() })
      .returning({ id: stagedScans.id });
    if (!staged) throw new Error("The scan was not staged.");
    for (let at = 0; at < bytes.length; at += pieceSize) {
      await tx.insert(stagedScanPieces).values({
        scanId: staged.id,
        position: at / pieceSize,
        bytes: bytes.subarray(at, at + pieceSize),
      });
    }
    return { id: staged.id, ...scan };
  });
}

/** A scan the viewer sent, by its id; undefined when there is none, or it was swept away. */
export async function readStagedScan(
  viewer: Viewer,
  portal: Portal,
  id: string,
): Promise<StagedScan | undefined> {
  const [found] = await portal.db
    .select({
      id: stagedScans.id,
      mediaType: sql<ScanType>`${stagedScans.mediaType}`,
      size: stagedScans.size,
      digest: stagedScans.digest,
    })
    .from(stagedScans)
    .where(and(eq(stagedScans.id, id), eq(stagedScans.stagedBy, viewer.personId)));
  return found;
}

/**
 * Turns a staged scan into evidence, inside the transaction of what it is evidence of. False when it was
 * turned into evidence of something else, or swept away, meanwhile.
 */
export async function keepScan(
  tx: Transaction,
  { id, mediaType, size, digest }: StagedScan,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`signpost: scan ${id}`}))`);
  const [held] = await tx
    .select({ id: stagedScans.id })
    .from(stagedScans)
    .where(eq(stagedScans.id, id));
  if (!held) return false;
  await tx.insert(scans).values({ id, mediaType, size, digest, scannedBy: by, keptAt: now });
  await tx.execute(sql`
    insert into scan_pieces (scan_id, position, bytes)
    select scan_id, position, bytes from staged_scan_pieces where scan_id = ${id}`);
  await tx.delete(stagedScans).where(eq(stagedScans.id, id));
  return true;
}

/** Removes scans whose form nobody confirmed within a day. */
export async function sweepStagedScans(portal: Portal): Promise<void> {
  const before = new Date(portal.now().getTime() - aDay);
  await portal.db.delete(stagedScans).where(lt(stagedScans.stagedAt, before));
}
