// Where evidence comes from and what it shows, as who added it says: under the key of what holds it.
import { decryptJson, encryptJson } from "../secrecy/encrypt.ts";

export type EvidenceSource = { from: string; shows: string };

export function sealSource(
  holderKey: Uint8Array,
  file: string,
  source: EvidenceSource,
): Uint8Array {
  return encryptJson(holderKey, placeOf(file), source);
}

/** Throws when it was written under another key, or for another file. */
export function readSource(
  holderKey: Uint8Array,
  file: string,
  sourced: Uint8Array,
): EvidenceSource {
  return decryptJson(holderKey, placeOf(file), sourced);
}

const placeOf = (row: string) => ({ table: "held_evidence", column: "sourced", row });
