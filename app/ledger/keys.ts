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
import { createSecretFile, readIfThere, replaceSecretFile } from "./key-file.ts";

/** What signs seals and receipts, and the secret of the keyed hashes. Nothing here is ever logged or sent. */
export type Keys = {
  /** RFC 7638 thumbprint of the signing key. */
  kid: string;
  signingKey: KeyObject;
  /** Public keys that verify: the signing key's first, then the one that is to sign next, then retired ones. */
  published: JWK[];
  /** While a rotation is under way: the key that signs once every process has read its public part. */
  next: SigningKey | null;
  /** 32 bytes, for the HMAC under which addresses are throttled. */
  throttleSecret: Uint8Array;
};

type SigningKey = z.infer<typeof privateKey>;

/** The file in the folder of keys. */
export const ledgerKeysFile = "ledger-keys.json";
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
/** A JWK Set (RFC 7517): the signing key, the secret, then public keys that no longer sign; `next` is to sign next. */
const keyFile = z.object({
  keys: z.tuple([privateKey, throttleSecret], publicKey),
  next: privateKey.optional(),
});

/**
 * Reads the keys in `folder`; with `mayCreate`, makes them when there are none, so that processes started
 * at once agree. Refuses when they are missing and may not be made, and when they are damaged: keys made
 * anew would disown every receipt given so far.
 */
export async function loadKeys(
  folder: string,
  { mayCreate }: { mayCreate: boolean },
): Promise<Keys | { refused: string }> {
  const path = join(folder, ledgerKeysFile);
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

/** Puts a new key beside the one that signs: its public part is published, and it signs nothing yet. */
export async function prepareNextKey(folder: string): Promise<void> {
  await changeKeyFile(folder, async (file) => ({ ...file, next: file.next ?? (await newKey()) }));
}

/** The key that was prepared signs from now on; of the one before it the public part stays published. */
export async function signWithNextKey(folder: string): Promise<void> {
  await changeKeyFile(
    folder,
    async ({ keys: [{ d: _, ...signing }, secret, ...retired], next }) => {
      if (!next) throw new Error("There is no key that is to sign next.");
      return { keys: [next, secret, signing, ...retired] };
    },
  );
}

type KeyFile = z.infer<typeof keyFile>;

async function changeKeyFile(
  folder: string,
  change: (file: KeyFile) => Promise<KeyFile>,
): Promise<void> {
  const path = join(folder, ledgerKeysFile);
  const file = keyFile.parse(parseJson((await readIfThere(path)) ?? ""));
  await replaceSecretFile(path, textOf(await change(file)));
}

const textOf = (file: KeyFile) => `${JSON.stringify(file, null, 2)}\n`;

async function newKeyFile(): Promise<string> {
  const k = randomBytes(32).toString("base64url");
  return textOf({ keys: [await newKey(), { kty: "oct", kid: "throttle", k }] });
}

async function newKey(): Promise<SigningKey> {
  const made = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const { kty, crv, x, d } = privateKey.omit({ kid: true }).parse(made);
  return { kty, crv, x, d, kid: await calculateJwkThumbprint({ kty, crv, x }) };
}

/** The keys in a file's text, or null when any of them is not whole. */
async function readKeys(text: string): Promise<Keys | null> {
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { next = null } = parsed.data;
  const [signing, secret, ...retired] = parsed.data.keys;
  const signingKey = openPrivateKey(signing);
  if (!signingKey || (next && !openPrivateKey(next))) return null;
  const published: JWK[] = [];
  for (const { kty, crv, x, kid } of [signing, ...(next ? [next] : []), ...retired]) {
    if (kid !== (await calculateJwkThumbprint({ kty, crv, x }))) return null;
    published.push({ kty, crv, x, kid, use: "sig", alg: "EdDSA" });
  }
  const throttleSecret = Buffer.from(secret.k, "base64url");
  return { kid: signing.kid, signingKey, published, next, throttleSecret };
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
