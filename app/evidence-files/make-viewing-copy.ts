import { sql } from "drizzle-orm";
import { viewingCopies } from "#drizzle/schema/evidence.ts";
import type { Portal } from "../portal.ts";
import { encrypt, type Place } from "../secrecy/encrypt.ts";
import type { WrappedKey } from "../secrecy/vault.ts";
import { readDescription, unwrapFileKey } from "./file-key.ts";
import { hasViewingCopy } from "./kinds.ts";
import { readPieces } from "./read-pieces.ts";

/**
 * Makes a small picture without metadata of the bytes of another, away from everything else. Refuses with why
 * not; `isFinal` when trying again would change nothing.
 */
export type Shrink = (
  bytes: AsyncIterable<Uint8Array>,
) => Promise<{ picture: Uint8Array } | { refused: string; isFinal: boolean }>;

/** The viewing copy's media type, of every picture. */
export const copyType = "image/webp";

/** How often a copy is tried whose making broke off. */
const tries = 3;

/**
 * Makes the viewing copy of a picture among evidence, or notes why there is none. It can run twice, and at once.
 * Throws, to be tried again, where making it broke off and `attempt` is not the last.
 */
export async function makeViewingCopy(
  portal: Portal,
  fileId: string,
  shrink: Shrink,
  attempt: number,
): Promise<void> {
  const [found] = await portal.db.execute<Found>(sql`
    select e.wrapped_key as "fileKey", e.described, e.pieces,
      k.id, k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"
    from held_evidence e join data_keys k on k.id = e.key_id
    where e.file_id = ${fileId} and k.wrapped_key is not null
      and not exists (select from viewing_copies c where c.file_id = e.file_id)
    limit 1`);
  if (!found) return;
  const { fileKey, described, pieces, ...dataKey } = found;
  const holderKey = portal.vault.openDataKey(dataKey);
  const key = unwrapFileKey(holderKey, "report_evidence", fileId, fileKey);
  const { mediaType, digest } = readDescription(key, fileId, described);
  if (!hasViewingCopy(mediaType)) return;
  const made = await shrink(readPieces(portal, { id: fileId, key, pieces, digest }));
  if ("refused" in made && !made.isFinal && attempt < tries) throw new Error(made.refused);
  const row =
    "refused" in made
      ? { refused: made.refused }
      : { bytes: encrypt(key, copyPlace(fileId), made.picture) };
  await portal.db
    .insert(viewingCopies)
    .values({ fileId, ...row })
    .onConflictDoNothing();
}

/** Where the bytes of a viewing copy belong. */
export function copyPlace(row: string): Place {
  return { table: "viewing_copies", column: "bytes", row };
}

type Found = WrappedKey & { fileKey: Uint8Array; described: Uint8Array; pieces: number };
