import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { join } from "node:path";
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from "jose";
import { z } from "zod";
import { createSecretFile, readIfThere } from "./key-file.ts";

/** What signs seals and receipts, and the secret of the keyed hashes. Nothing here is ever logged or sent. */
export type Keys = {
  /** RFC 7638 thumbprint of the signing key. */
  kid: string;
  signingKey: KeyObject;
  /** Public keys that verify: the signing key's first, then retired ones. */
  published: JWK[];
  /** 32 bytes, for the HMAC under which addresses are throttled. */
  throttleSecret: Uint8Array;
};

const fileName = "ledger-keys.json";
const thirtyTwoBytes = z.string().regex(/^[\w-]{43}$/);
const publicKey = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: thirtyTwoBytes,
  kid: z.string(),
});
const privateKey = publicKey.extend({ d: thirtyTwoBytes });
const throttleSecret = z.object({
  kty: z.literal("oct"),
  kid: z.literal("throttle"),
  k: thirtyTwoBytes,
});
/** A JWK Set (RFC 7517): the signing key, the secret, then public keys that no longer sign. */
const keyFile = z.object({ keys: z.tuple([privateKey, throttleSecret], publicKey) });

/**
 * Reads the keys in `folder`; with `mayCreate`, makes them when there are none, so that processes started
 * at once agree. Refuses when they are missing and may not be made, and when they are damaged: keys made
 * anew would disown every receipt given so far.
 */
export async function loadKeys(
  folder: string,
  { mayCreate }: { mayCreate: boolean },
): Promise<Keys | { refused: string }> {
  const path = join(folder, fileName);
  let text = await readIfThere(path);
  if (text === null && mayCreate) {
    await createSecretFile(path, await newKeyFile());
    text = await readIfThere(path);
  }
  if (text === null) {
    return { refused: `There are no ledger keys at ${path}. Put your copy of the file there.` };
  }
  const keys = await readKeys(text);
  return (
    keys ?? { refused: `The ledger keys at ${path} are damaged. Put your copy of the file there.` }
  );
}

/** The public keys, for `/.well-known/jwks.json`: what a verifier needs, and nothing secret. */
export function publicKeySet(keys: Keys): JSONWebKeySet {
  return { keys: keys.published.map((key) => ({ ...key })) };
}

/**
 * The public keys in a JWK Set that somebody kept, for example a copy of `/.well-known/jwks.json`. Other
 * kinds of keys are passed over; refuses a text without a single Ed25519 key.
 */
export function readPublicKeySet(text: string): JSONWebKeySet | { refused: string } {
  const set = z.object({ keys: z.array(z.unknown()) }).safeParse(parseJson(text));
  const found = set.success ? set.data.keys : [];
  const keys = found.flatMap((key) => publicKey.safeParse(key).data ?? []);
  return keys.length > 0
    ? { keys }
    : { refused: "There are no public keys of a portal in this file." };
}

async function newKeyFile(): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const { kty, crv, x, d } = privateKey.export({ format: "jwk" });
  const signing = { kty, crv, x, d, kid: await calculateJwkThumbprint({ kty, crv, x }) };
  const secret = { kty: "oct", kid: "throttle", k: randomBytes(32).toString("base64url") };
  return `${JSON.stringify({ keys: [signing, secret] }, null, 2)}\n`;
}

/** The keys in a file's text, or null when any of them is not whole. */
async function readKeys(text: string): Promise<Keys | null> {
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const [signing, secret, ...retired] = parsed.data.keys;
  const signingKey = openPrivateKey(signing);
  if (!signingKey) return null;
  const published: JWK[] = [];
  for (const { kty, crv, x, kid } of [signing, ...retired]) {
    if (kid !== (await calculateJwkThumbprint({ kty, crv, x }))) return null;
    published.push({ kty, crv, x, kid, use: "sig", alg: "EdDSA" });
  }
  const throttleSecret = Buffer.from(secret.k, "base64url");
  return { kid: signing.kid, signingKey, published, throttleSecret };
}

/** Null when the private part is not the one of the public part. */
function openPrivateKey(jwk: z.infer<typeof privateKey>): KeyObject | null {
  try {
    const key = createPrivateKey({ key: jwk, format: "jwk" });
    return createPublicKey(key).export({ format: "jwk" }).x === jwk.x ? key : null;
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
