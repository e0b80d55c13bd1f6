import { readFile } from "node:fs/promises";
import type { JSONWebKeySet } from "jose";
import { loadKeys, publicKeySet, readPublicKeySet } from "./keys.ts";

/**
 * The public keys to check against: those in `file`, a JWK Set kept elsewhere, or those of the keys in
 * `folder` when no file is named. Refuses when there are none; it never makes any.
 */
export async function trustedKeys(
  file: string | null,
  folder: string,
): Promise<JSONWebKeySet | { refused: string }> {
  if (file !== null) {
    const text = await readFile(file, "utf8").catch(() => null);
    return text === null ? { refused: `${file} cannot be read.` } : readPublicKeySet(text);
  }
  const keys = await loadKeys(folder, { mayCreate: false });
  if (!("refused" in keys)) return publicKeySet(keys);
  return { refused: `${keys.refused} Or name a list of public keys: --keys FILE.` };
}
