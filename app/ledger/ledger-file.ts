import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { canonicalJson } from "./canonical.ts";
import { digest } from "./seal.ts";

/**
 * The whole ledger as a file, one JSON text a line, each ended by a line feed:
 *
 * 1. `head`: what this is, and the portal's public keys.
 * 2. For each seal in order: its line, then one line a record in order. Of an open record the line is exactly
 *    the bytes that are hashed; of a withheld one it holds the act and the hash of the leaf.
 * 3. `foot`: how much the file holds and the SHA-256 of all bytes before this line, as a JWS.
 */
export const ledgerHead = z.strictObject({
  keys: z.array(z.looseObject({ kid: z.string(), x: z.string() })),
  signpost_ledger: z.literal(1),
});

/** `leaf_hashes`: of its records in order, 32 bytes each, in base64. `seal` is its JWS. */
export const sealLine = z.strictObject({
  leaf_hashes: z.base64(),
  seal: z.string(),
});

export const withheldLine = z.strictObject({ leaf: digest, withheld: z.string() });

/** What the last line signs. */
export const ledgerFoot = z.strictObject({
  made_on: z.iso.date(),
  records: z.int(),
  seals: z.int(),
  sha256: digest,
  v: z.literal(1),
  withheld: z.int(),
});
export type LedgerFoot = z.infer<typeof ledgerFoot>;

export const footLine = z.strictObject({ end: z.string() });

/** The first line. */
export function writeHead(publicKeys: JSONWebKeySet): string {
  return canonicalJson({ signpost_ledger: 1, keys: publicKeys.keys });
}

/** The line of a seal. */
export function writeSealLine({
  signature,
  leafHashes,
}: {
  signature: string;
  leafHashes: Buffer;
}): string {
  return canonicalJson({ seal: signature, leaf_hashes: leafHashes.toString("base64") });
}

/** The line of a record that is withheld; `leaf` in hexadecimal. */
export function writeWithheld(act: string, leaf: string): string {
  return canonicalJson({ withheld: act, leaf });
}

/** A line as one of these, when it is written exactly as the portal writes it; otherwise undefined. */
export function readLine<S extends z.ZodType>(schema: S, line: Buffer): z.output<S> | undefined {
  try {
    const text = line.toString();
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(JSON.parse(text)) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
