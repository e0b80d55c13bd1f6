import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { canonicalJson, sha256Hex } from "../ledger/canonical.ts";
import type { Keys } from "../ledger/keys.ts";
import { digest } from "../ledger/seal.ts";
import { openSigned, signText } from "../ledger/signature.ts";
import type { EvidencePacket } from "./packet.ts";

const signed = z.strictObject({
  v: z.literal(1),
  packet: z.string(),
  made_at: z.string(),
  parts: z.record(z.string(), digest),
});

/** What the signature of a packet covers: the digest of each of its parts, by name. */
type SignedParts = z.output<typeof signed>;

/** SHA-256 of each part's canonical JSON, by name: whichever part is changed, it can be named. */
export function digestParts(packet: object): SignedParts["parts"] {
  const parts = Object.entries(packet).filter(([name]) => name !== "signature");
  return Object.fromEntries(parts.map(([name, part]) => [name, sha256Hex(canonicalJson(part))]));
}

/** Signs a packet, whole. */
export async function signPacket(
  keys: Keys,
  packet: Omit<EvidencePacket, "signature">,
): Promise<EvidencePacket> {
  const { id, made_at } = packet;
  const says: SignedParts = { v: 1, packet: id, made_at, parts: digestParts(packet) };
  return { ...packet, signature: await signText(keys, "packet", canonicalJson(says)) };
}

/** What the signature of a packet says, once it is signed by one of the public keys. Refuses in words. */
export async function openPacketSignature(
  signature: string,
  publicKeys: JSONWebKeySet,
): Promise<{ says: SignedParts } | { refused: string }> {
  const opened = await openSigned(signature, "packet", publicKeys);
  if ("refused" in opened) return opened;
  try {
    return { says: signed.parse(JSON.parse(opened.text)) };
  } catch {
    return { refused: "What the signature covers is not written as an evidence packet's." };
  }
}
