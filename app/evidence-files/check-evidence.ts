import { sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import type { WrappedKey } from "../secrecy/vault.ts";
import { readDescription, unwrapFileKey } from "./file-key.ts";
import { readPieces } from "./read-pieces.ts";

/**
 * Reads attached files from the first byte to the last and compares them with the size and the SHA-256 they
 * had on arrival: those of one key, or all. Answers how many are whole, and which are not. What was destroyed with
 * its key is left out.
 */
export async function checkEvidence(
  portal: Portal,
  keyId: string | null = null,
): Promise<{ whole: number; damaged: { id: string; why: string }[] }> {
  const files = await portal.db.execute<Found>(sql`
    select e.file_id as file, e.size::float8 as size, e.pieces, e.described,
      e.wrapped_key as "fileKey", k.id, k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"
    from held_evidence e join data_keys k on k.id = e.key_id
    where k.wrapped_key is not null and (${keyId}::uuid is null or k.id = ${keyId}::uuid)
    order by k.id, e.position`);
  let whole = 0;
  const damaged: { id: string; why: string }[] = [];
  for (const file of files) {
    const why = await whyDamaged(portal, file);
    if (why === null) whole += 1;
    else damaged.push({ id: file.file, why });
  }
  return { whole, damaged };
}

type Found = WrappedKey & {
  file: string;
  size: number;
  pieces: number;
  described: Uint8Array;
  fileKey: Uint8Array;
};

async function whyDamaged(
  portal: Portal,
  { file: id, size, pieces, described, fileKey, ...dataKey }: Found,
): Promise<string | null> {
  try {
    const holderKey = portal.vault.openDataKey(dataKey);
    const key = unwrapFileKey(holderKey, "report_evidence", id, fileKey);
    const { digest } = readDescription(key, id, described);
    let length = 0;
    for await (const bytes of readPieces(portal, { id, key, pieces, digest })) {
      length += bytes.length;
    }
    return length === size ? null : "It is not as long as what arrived.";
  } catch (problem) {
    return (problem as Error).message;
  }
}
