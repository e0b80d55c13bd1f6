// The last file of an export: every other one with its size and SHA-256, signed with the key that signs receipts.
import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { canonicalJson, whyNotCanonical } from "../../ledger/canonical.ts";
import type { Keys } from "../../ledger/keys.ts";
import { digest } from "../../ledger/seal.ts";
import { openSigned, signText } from "../../ledger/signature.ts";

export const manifestName = "manifest.json";

const manifestFile = z.strictObject({
  signpost_case_manifest: z.literal(1),
  issuer: z.string(),
  number: z.string(),
  kind: z.enum(["whole", "severed"]),
  made_by: z.string(),
  made_at: z.iso.datetime({ precision: 3 }),
  files: z.array(z.strictObject({ name: z.string(), size: z.int().min(0), sha256: digest })),
  signature: z.string(),
});

/** What an export is made of, signed. `made_by` is who made it; of a severed one too: they answer for it. */
export type Manifest = z.infer<typeof manifestFile>;

/** Signs a manifest: the bytes of its file. */
export async function signManifest(
  keys: Keys,
  unsigned: Omit<Manifest, "signature">,
): Promise<string> {
  const signature = await signText(keys, "case", canonicalJson(unsigned));
  return writeManifest({ ...unsigned, signature });
}

/**
 * The manifest in a file, once it is signed by a key that came from elsewhere. Refuses in a sentence what is none, what
 * was changed, and what is not written exactly as the portal writes it.
 */
export async function openManifest(
  text: string,
  publicKeys: JSONWebKeySet,
): Promise<{ manifest: Manifest } | { refused: string }> {
  const found = parseJson(text);
  if (whyNotCanonical(found) || !manifestFile.safeParse(found).success) {
    return { refused: `${manifestName} was changed: it is not written as a manifest.` };
  }
  const manifest = found as Manifest;
  const { signature, ...unsigned } = manifest;
  const opened = await openSigned(signature, "case", publicKeys);
  if ("refused" in opened) return { refused: `${manifestName} is not genuine. ${opened.refused}` };
  return opened.text === canonicalJson(unsigned) && writeManifest(manifest) === text
    ? { manifest }
    : { refused: `${manifestName} was changed: what it says is not what was signed.` };
}

function writeManifest(manifest: Manifest): string {
  const { signature, ...rest } = manifest;
  const sorted = JSON.parse(canonicalJson(rest));
  return `${JSON.stringify({ ...sorted, signature }, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
