import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { CaseKeys } from "./case-keys.ts";
import { decrypt, decryptJson, encrypt, encryptJson, type Place } from "./encrypt.ts";

/** A data key as the database keeps it; null: destroyed. */
export type WrappedKey = { id: string; wrappedKey: Uint8Array | null; wrappedBy: string | null };

/** What the key file can do, without handing out a key of its own. */
export type Vault = {
  /** A new data key of 32 bytes, and how the row with this id keeps it. */
  newDataKey(id: string): { key: Uint8Array; row: WrappedKey };
  /** The data key of a row. Throws when it was destroyed, when its wrapping key is not here, or when it was changed. */
  openDataKey(row: WrappedKey): Uint8Array;
  /** A data key's row under the key that wraps now; throws as `openDataKey` does. */
  wrapAnew(row: WrappedKey): WrappedKey;
  /** Takes the keys of a rotation. Throws for another key of digests: with it nothing would be found. */
  takeKeys(keys: CaseKeys): void;
  /** The kids of the keys that open, the one that wraps first. */
  readonly kids: string[];
  /** A keyed digest (HMAC-SHA-256, hexadecimal) by which equal texts of one kind are found, and nothing else. */
  indexOf(kind: IndexKind, text: string): string;
  /** Seals a small value for a cookie: nobody but this portal can read or change it. */
  sealForCookie(purpose: string, value: unknown): string;
  /** What a cookie holds; null for anything this portal did not seal for this purpose. */
  openFromCookie<T>(purpose: string, sealed: string): T | null;
};

/** What is looked up: a report, an exchange or a case in the ledger, a reporter, a subject's name, a post's address, a file. */
type IndexKind =
  | "report"
  | "exchange"
  | "case"
  | "reporter"
  | "name"
  | "word"
  | "address"
  | "file"
  | "message";

export function openVault(keys: CaseKeys): Vault {
  const { indexKey } = keys;
  let { wrapping } = keys;
  const cookieKey = derive(indexKey, "cookies");
  const wrap = (id: string, key: Uint8Array): WrappedKey => {
    const [first] = wrapping;
    if (!first) throw new Error("There is no key to wrap with.");
    return { id, wrappedKey: encrypt(first.key, placeOf(id), key), wrappedBy: first.kid };
  };
  const openDataKey = ({ id, wrappedKey, wrappedBy }: WrappedKey) => {
    if (wrappedKey === null) throw new Error("The key of this was destroyed.");
    const found = wrapping.find(({ kid }) => kid === wrappedBy);
    if (!found) throw new Error(`The case keys lack ${wrappedBy}. Put your copy of the file back.`);
    return decrypt(found.key, placeOf(id), wrappedKey);
  };
  return {
    newDataKey(id) {
      const key = randomBytes(32);
      return { key, row: wrap(id, key) };
    },
    openDataKey,
    takeKeys(taken) {
      if (!Buffer.from(taken.indexKey).equals(indexKey)) {
        throw new Error("The case keys hold another key of digests.");
      }
      wrapping = taken.wrapping;
    },
    get kids() {
      return wrapping.map(({ kid }) => kid);
    },
    wrapAnew: (row) => wrap(row.id, openDataKey(row)),
    indexOf: (kind, text) => createHmac("sha256", indexKey).update(`${kind} ${text}`).digest("hex"),
    sealForCookie: (purpose, value) =>
      Buffer.from(encryptJson(cookieKey, cookiePlace(purpose), value)).toString("base64url"),
    openFromCookie(purpose, sealed) {
      try {
        return decryptJson(cookieKey, cookiePlace(purpose), Buffer.from(sealed, "base64url"));
      } catch {
        return null;
      }
    },
  };
}

const placeOf = (id: string): Place => ({ table: "data_keys", column: "wrapped_key", row: id });
const cookiePlace = (purpose: string): Place => ({ table: "", column: "cookie", row: purpose });

function derive(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), `signpost ${purpose}`, 32));
}
