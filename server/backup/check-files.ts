import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileOf, type Manifest } from "./manifest.ts";

/** Why a file of a backup is not the one that was written, in a sentence; null when all are whole. */
export async function findDamage(folder: string, { tables }: Manifest): Promise<string | null> {
  for (const { name, size, sha256 } of tables) {
    const path = join(folder, fileOf(name));
    const found = await stat(path).catch(() => null);
    if (!found) return `${path} is missing. Take another copy of this backup`;
    if (found.size !== size || (await digestOf(path)) !== sha256) {
      return `${path} is not as it was written. Take another copy of this backup`;
    }
  }
  return null;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash);
  return hash.digest("hex");
}
