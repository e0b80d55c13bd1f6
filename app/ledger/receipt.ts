import type { JSONWebKeySet } from "jose";
import { canonicalJson, type Json, sha256Hex } from "./canonical.ts";
import type { Keys } from "./keys.ts";
import { leafHash, verifyInclusion } from "./merkle.ts";
import type { Inclusion } from "./proof.ts";
import { type Receipt, readReceipt, writeReceipt } from "./receipt-file.ts";
import { openSeal } from "./seal.ts";
import { openSigned, signText } from "./signature.ts";

const howToVerify =
  "Give this file, unchanged, to the page /verify of the portal that issued it. Or check it without " +
  "the portal: in a copy of Signpost run `npm run receipt:verify -- FILE --keys KEYS`. KEYS is the list " +
  "of the portal's public keys from its address /.well-known/jwks.json: fetch it there, or use a copy " +
  "kept elsewhere, never one that came with the receipt. If a single byte of this file was changed, the " +
  "check fails.";

/** The digest by which a record binds what was shown: the act puts it into its facts as `shown_digest`. */
export function shownDigest(shown: { [name: string]: Json }): string {
  return sha256Hex(canonicalJson(shown));
}

/**
 * The receipt file of a sealed acknowledgement. `issuer` names the City and its portal, `body` is the
 * ledger record's text, `shown` what the person saw and stated. The same record, seal and key give the
 * same bytes. Throws when `shown` is not what the record binds: nobody is to get such a receipt.
 */
export async function makeReceipt(
  keys: Keys,
  {
    issuer,
    body,
    shown,
    inclusion: { seal, position, path },
  }: { issuer: string; body: string; shown: Receipt["shown"]; inclusion: Inclusion },
): Promise<string> {
  const record: Receipt["record"] = JSON.parse(body);
  if (record.facts.shown_digest !== shownDigest(shown)) {
    throw new Error(`Record ${record.id} binds other words than the receipt would show.`);
  }
  const unsigned = {
    signpost_receipt: 1 as const,
    issuer,
    shown,
    record,
    proof: { seal, position, path },
    how_to_verify: howToVerify,
  };
  const signature = await signText(keys, "receipt", canonicalJson(unsigned));
  return writeReceipt({ ...unsigned, signature });
}

/**
 * Checks a receipt file, byte for byte, against public keys that came from elsewhere. Refuses in a
 * sentence that says what is wrong with it.
 */
export async function verifyReceipt(
  file: Uint8Array,
  publicKeys: JSONWebKeySet,
): Promise<{ receipt: Receipt } | { refused: string }> {
  const read = readReceipt(file);
  if ("refused" in read) return read;
  const { receipt } = read;
  const refused =
    (await whyNotSigned(receipt, publicKeys)) ??
    (await whyNotSealed(receipt, publicKeys)) ??
    whyNotShown(receipt);
  return refused ? { refused } : { receipt };
}

async function whyNotSigned(
  { signature, ...unsigned }: Receipt,
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  const opened = await openSigned(signature, "receipt", publicKeys);
  if ("refused" in opened) return opened.refused;
  return opened.text === canonicalJson(unsigned)
    ? null
    : "What this receipt says is not what was signed: it was changed afterwards.";
}

async function whyNotSealed(
  { record, proof }: Receipt,
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  const opened = await openSeal(proof.seal, publicKeys);
  if ("refused" in opened) return opened.refused;
  const { root, size } = opened.seal;
  const leaf = leafHash(canonicalJson(record));
  const path = proof.path.map((hash) => Buffer.from(hash, "hex"));
  return verifyInclusion(leaf, proof.position, size, path, Buffer.from(root, "hex"))
    ? null
    : "The record on this receipt is not among those its seal covers.";
}

function whyNotShown({ record, shown }: Receipt): string | null {
  return record.facts.shown_digest === shownDigest(shown)
    ? null
    : "What this receipt shows is not what was recorded when the acknowledgement was made.";
}
