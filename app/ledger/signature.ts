import { CompactSign, compactVerify, type JSONWebKeySet } from "jose";
import type { Keys } from "./keys.ts";

/** What is signed: the type in the header keeps one from being passed off as the other. */
type SignedThing = "seal" | "receipt" | "packet" | "ledger" | "case";

const headerOf = (kid: string, thing: SignedThing) => ({
  alg: "EdDSA",
  kid,
  typ: `signpost-${thing}`,
});

/** Signs a text as a compact JWS (RFC 7515) with Ed25519. The same text and key give the same JWS. */
export async function signText(keys: Keys, thing: SignedThing, text: string): Promise<string> {
  return new CompactSign(Buffer.from(text))
    .setProtectedHeader(headerOf(keys.kid, thing))
    .sign(keys.signingKey);
}

/**
 * The text under a compact JWS, once its signature is right by a key of `publicKeys`. Refuses every
 * spelling but the one `signText` gives: some changes at the end of a base64url part decode alike.
 */
export async function openSigned(
  jws: string,
  thing: SignedThing,
  publicKeys: JSONWebKeySet,
): Promise<{ text: string } | { refused: string }> {
  const parts = jws.split(".");
  const [header, payload] = parts.map((part) => Buffer.from(part, "base64url"));
  if (!header || !payload || parts.length !== 3 || !parts.every(isCanonicalBase64url)) {
    return { refused: `The signature of the ${thing} is damaged: it is not written as one.` };
  }
  const key = publicKeys.keys.find(
    ({ kid }) => kid !== undefined && header.equals(headerBytes(kid, thing)),
  );
  if (!key) {
    return {
      refused: `The ${thing} is not signed as a ${thing} with any of the public keys it was checked against.`,
    };
  }
  try {
    await compactVerify(jws, key, { algorithms: ["EdDSA"] });
  } catch {
    return {
      refused: `The signature of the ${thing} is wrong: it was changed, or signed by another.`,
    };
  }
  return { text: payload.toString() };
}

function headerBytes(kid: string, thing: SignedThing): Buffer {
  return Buffer.from(JSON.stringify(headerOf(kid, thing)));
}

function isCanonicalBase64url(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}
