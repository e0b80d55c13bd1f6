import { randomBytes } from "node:crypto";
import { decrypt, decryptJson, encrypt, encryptJson } from "../secrecy/encrypt.ts";

/** What is said of a file, under its own key. */
export type Description = {
  /** Made safe for pages and downloads. */
  name: string;
  /** By its content. */
  mediaType: string;
  /** SHA-256 of its bytes as they arrived, hexadecimal. */
  digest: string;
  /** How many files its draft, report or exchange held before it. */
  turn: number;
};

/**
 * Where a wrapped key of a file stands. Evidence was held by reports alone at first: what its table was called
 * then stays bound in.
 */
type Holding = "staged_evidence" | "report_evidence";

/** 32 random bytes for one file. */
export function newFileKey(): Uint8Array {
  return randomBytes(32);
}

/** A file's key under the key of the draft, report or exchange that holds it. */
export function wrapFileKey(
  holderKey: Uint8Array,
  table: Holding,
  file: string,
  key: Uint8Array,
): Uint8Array {
  return encrypt(holderKey, { table, column: "wrapped_key", row: file }, key);
}

/** Throws when another key wrapped it, or it was wrapped for another file. */
export function unwrapFileKey(
  holderKey: Uint8Array,
  table: Holding,
  file: string,
  wrapped: Uint8Array,
): Uint8Array {
  return decrypt(holderKey, { table, column: "wrapped_key", row: file }, wrapped);
}

/** It stays the same when the file moves from a draft to a report or an exchange. */
export function describeFile(key: Uint8Array, file: string, description: Description): Uint8Array {
  return encryptJson(key, placeOf(file), description);
}

export function readDescription(key: Uint8Array, file: string, described: Uint8Array): Description {
  return decryptJson(key, placeOf(file), described);
}

const placeOf = (row: string) => ({ table: "evidence_files", column: "described", row });
