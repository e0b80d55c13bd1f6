import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { endingOf } from "./scan-type.ts";

/** A scan as it is downloaded. */
type KeptScan = { name: string; mediaType: string; size: number; body: ReadableStream };

/**
 * The scan behind a receipt: to the person it is about, to HR, and to whoever recorded it. To anyone else,
 * and when there is none, undefined. Read piece by piece, so that it is never whole in memory.
 */
export async function readKeptScan(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<KeptScan | undefined> {
  const [found] = await portal.db.execute<{ id: string; mediaType: string; size: number }>(sql`
    select s.id, s.media_type as "mediaType", s.size
    from acknowledgements k
      join paper_acknowledgements y on y.acknowledgement_id = k.id
      join scans s on s.id = y.scan_id
    where k.reference = ${reference.slice(0, 40)} and (
      k.person_id = ${viewer.personId} or y.recorded_by = ${viewer.personId} or ${isSeenBy(viewer)}
    )`);
  if (!found) return undefined;
  const { id, mediaType, size } = found;
  return {
    name: `${reference}.${endingOf(mediaType)}`,
    mediaType,
    size,
    body: piecesOf(portal, id),
  };
}

function piecesOf(portal: Portal, id: string): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      const [piece] = await portal.db.$client<{ bytes: Uint8Array }[]>`
        select bytes from scan_pieces where scan_id = ${id} and position = ${position}`;
      position += 1;
      if (piece) controller.enqueue(new Uint8Array(piece.bytes));
      else controller.close();
    },
  });
}
