import type { JSONWebKeySet } from "jose";
import { loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { openSeal } from "#app/ledger/seal.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { isKeyOfDigests } from "#app/secrecy/check-index-key.ts";
import { openVault } from "#app/secrecy/vault.ts";
import type { Manifest } from "./manifest.ts";

/**
 * The public keys a backup's ledger is checked with, once the keys in `keysFolder` are those of its data.
 * Makes none. Refuses in a sentence: with other keys the portal would not start, and no report could be read.
 */
export async function openKeysOf(
  backup: Manifest,
  keysFolder: string,
): Promise<JSONWebKeySet | { refused: string }> {
  const why = await whyNotCaseKeys(backup, keysFolder);
  if (why) return { refused: why };
  if (backup.seal === null) return { keys: [] };
  const keys = await loadKeys(keysFolder, { mayCreate: false });
  if ("refused" in keys) return { refused: keys.refused };
  const latest = await openSeal(backup.seal, publicKeySet(keys));
  if ("refused" in latest) {
    return {
      refused: `The ledger keys in ${keysFolder} are not those of this backup. Put your copy of ledger-keys.json there.`,
    };
  }
  return publicKeySet(keys);
}

async function whyNotCaseKeys(
  { caseKeys: { check, wrapped } }: Manifest,
  keysFolder: string,
): Promise<string | null> {
  if (check === null && wrapped.length === 0) return null;
  const keys = await loadCaseKeys(keysFolder, { mayCreate: false });
  if ("refused" in keys) return keys.refused;
  const vault = openVault(keys);
  try {
    for (const { wrappedKey, ...row } of wrapped) {
      vault.openDataKey({ ...row, wrappedKey: Buffer.from(wrappedKey, "hex") });
    }
    if (check === null || isKeyOfDigests(vault, check)) return null;
  } catch {
    // Falls through: a key that does not open what it wrapped is another.
  }
  return `The case keys in ${keysFolder} are not those of this backup. Put your copy of case-keys.json from the time of the backup there.`;
}
