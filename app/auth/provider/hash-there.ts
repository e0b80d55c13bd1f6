import { canonicalJson, sha256Hex } from "../../ledger/canonical.ts";

/** What a provider calls an account, a session or a token, as the portal keeps it: with the issuer, as a SHA-256. */
export function hashThere(issuer: string, name: string): string {
  return sha256Hex(canonicalJson([issuer, name]));
}
