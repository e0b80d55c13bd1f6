import {
  createRemoteJWKSet,
  customFetch,
  type JWTPayload,
  jwtVerify,
  type RemoteJWKSet,
} from "jose";
import type { ServerMetadata } from "openid-client";
import { limitedFetch } from "./limited-fetch.ts";
import { clockToleranceSeconds, type Provider } from "./provider.ts";

/**
 * The keys a provider signs with: asked for when first needed, every ten minutes, and for a key it does not know at most
 * every thirty seconds, however many tokens name one.
 */
export function keysOf({ jwks_uri }: ServerMetadata, patienceMs: number): RemoteJWKSet {
  return createRemoteJWKSet(new URL(String(jwks_uri)), {
    timeoutDuration: patienceMs,
    [customFetch]: (url, { method, headers, signal }) =>
      limitedFetch(AbortSignal.timeout(patienceMs))(url, {
        ...{ method, signal, redirect: "manual", body: null },
        headers: Object.fromEntries(headers),
      }),
  });
}

/**
 * The claims of a token that a provider signed for the portal at most `oldestSeconds` ago: signature, issuer, audience
 * and times are checked. Throws what `jose` throws.
 */
export async function checkSigned(
  token: string,
  { clientId }: Provider,
  {
    metadata,
    keys,
    ...asked
  }: { metadata: ServerMetadata; keys: RemoteJWKSet; oldestSeconds: number; now: Date },
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    // Never "none", and nothing that a secret signs: discovery leaves neither over.
    algorithms: metadata.id_token_signing_alg_values_supported ?? [],
    ...{ issuer: metadata.issuer, audience: clientId },
    ...{ maxTokenAge: asked.oldestSeconds, currentDate: asked.now },
    clockTolerance: clockToleranceSeconds,
  });
  return payload;
}
