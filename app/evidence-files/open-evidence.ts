import { ReadableStream as NodeStream } from "node:stream/web";
import { and, eq, sql } from "drizzle-orm";
import { heldEvidence, viewingCopies } from "#drizzle/schema/evidence.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { spanOfDay } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { decrypt } from "../secrecy/encrypt.ts";
import { readDescription, unwrapFileKey } from "./file-key.ts";
import { type EvidenceHolder, namedInLedger } from "./holder.ts";
import { servedAs } from "./kinds.ts";
import { copyPlace, copyType } from "./make-viewing-copy.ts";
import { readPieces } from "./read-pieces.ts";

/** Something of a file as it is handed out: always to be saved, never to be run. `size` in bytes. */
export type HandedOut = {
  name: string;
  mediaType: string;
  size: number;
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;
};

/** Asked with `isLook`, nothing is handed out but what stands around it, and nothing is recorded. */
type Asked = { file: string; isLook: boolean };

/**
 * The original of a file, byte for byte, for whoever opened what holds it; undefined where it holds none such.
 * Each time stands in the ledger, before the first byte is read.
 */
export async function downloadEvidence(
  viewer: Viewer,
  portal: Portal,
  holder: EvidenceHolder,
  asked: Asked,
): Promise<HandedOut | undefined> {
  const found = await openFile(portal, holder, asked);
  if (!found) return undefined;
  if (!asked.isLook) await record(viewer, portal, "download-evidence", found);
  const { name, mediaType, size } = found;
  const body = NodeStream.from(readPieces(portal, found)) as ReadableStream<Uint8Array>;
  return { name, mediaType: servedAs(mediaType), size, body };
}

/**
 * The viewing copy of a picture, as `downloadEvidence`. A page shows it each time it is opened: what stands in
 * the ledger is the first view of a person on a day.
 */
export async function viewEvidence(
  viewer: Viewer,
  portal: Portal,
  holder: EvidenceHolder,
  asked: Asked,
): Promise<HandedOut | undefined> {
  const found = await openFile(portal, holder, asked);
  const [copy] = found
    ? await portal.db
        .select({ bytes: viewingCopies.bytes })
        .from(viewingCopies)
        .where(eq(viewingCopies.fileId, found.id))
    : [];
  if (!found || !copy?.bytes) return undefined;
  const picture = Uint8Array.from(decrypt(found.key, copyPlace(found.id), copy.bytes));
  if (!asked.isLook && !(await wasSeenToday(viewer, portal, found))) {
    await record(viewer, portal, "view-evidence", found);
  }
  const name = `${found.name.replace(/\.[^.]+$/, "")}.webp`;
  return { name, mediaType: copyType, size: picture.length, body: picture };
}

type Found = NonNullable<Awaited<ReturnType<typeof openFile>>>;

async function openFile(portal: Portal, holder: EvidenceHolder, { file }: Asked) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(file)) return undefined;
  const [row] = await portal.db
    .select()
    .from(heldEvidence)
    .where(and(eq(heldEvidence.fileId, file), eq(heldEvidence.keyId, holder.keyId)));
  if (!row) return undefined;
  const { fileId: id, size, pieces, described, wrappedKey } = row;
  const key = unwrapFileKey(holder.key, "report_evidence", id, wrappedKey);
  return { id, holder, key, size, pieces, ...readDescription(key, id, described) };
}

function factsOf({ vault }: Portal, { holder, digest }: Found) {
  return { ...namedInLedger(vault, holder), file: vault.indexOf("file", digest) };
}

/** The ledger does not name whose exchange it is, nor a respondent: that they look at it says that they had one. */
const namedViewer = ({ personId }: Viewer, { holder }: Found) => {
  const isOwn =
    (holder.of === "exchange" && holder.personId === personId) ||
    (holder.of === "case" && holder.respondentId === personId);
  return isOwn ? null : personId;
};

async function record(
  viewer: Viewer,
  portal: Portal,
  act: "view-evidence" | "download-evidence",
  found: Found,
): Promise<void> {
  const facts = factsOf(portal, found);
  const by = namedViewer(viewer, found);
  await portal.db.transaction((tx) =>
    writeRecord(tx, { act, by, about: null, at: portal.now(), facts }),
  );
}

async function wasSeenToday(viewer: Viewer, portal: Portal, found: Found): Promise<boolean> {
  const { timeZone, today } = await clockOf(portal);
  const { from } = spanOfDay(timeZone, today);
  const facts = JSON.stringify(factsOf(portal, found));
  const [seen] = await portal.db.execute(sql`
    select from ledger_records
    where act = 'view-evidence' and recorded_at >= ${from}::timestamptz
      and body::json ->> 'by' is not distinct from ${namedViewer(viewer, found)}::text
      and body::jsonb -> 'facts' = ${facts}::text::jsonb
    limit 1`);
  return seen !== undefined;
}
