import {
  allowInsecureRequests,
  type CustomFetch,
  customFetch,
  discovery,
  type ServerMetadata,
} from "openid-client";
import { isLoopback, isSafeAddress } from "./is-safe-address.ts";
import type { Provider } from "./provider.ts";

/** A provider says of itself what cannot be so. */
export class LyingDiscovery extends Error {}

/** Signatures anybody can check with a public key, and nobody make without the private one. */
const signatures = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "Ed25519",
  "EdDSA",
];

/**
 * What a provider publishes of itself (OpenID Connect Discovery 1.0), checked: it names itself as the settings name it,
 * and every address people or secrets are sent to is one of HTTPS. Throws what the request throws, and `LyingDiscovery`.
 */
export async function discoverProvider(
  { issuer, clientId }: Provider,
  ask: CustomFetch,
): Promise<ServerMetadata> {
  const isLocal = isLoopback(new URL(issuer));
  const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
    [customFetch]: ask,
    ...(isLocal ? { execute: [allowInsecureRequests] } : {}),
  });
  const metadata = found.serverMetadata();
  // The library lets one large provider name itself as a pattern for many tenants.
  if (metadata.issuer !== issuer) throw new LyingDiscovery("It names itself otherwise.");
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"] as const) {
    if (!isSafeAddress(metadata[name], { issuer }))
      throw new LyingDiscovery(`Its ${name} is not safe.`);
  }
  const { end_session_endpoint, supportsPKCE: _, ...rest } = metadata;
  return {
    ...rest,
    ...(isSafeAddress(end_session_endpoint, { issuer }) ? { end_session_endpoint } : {}),
    id_token_signing_alg_values_supported: trustedSignatures(metadata),
  };
}

function trustedSignatures({ id_token_signing_alg_values_supported }: ServerMetadata): string[] {
  const named: unknown = id_token_signing_alg_values_supported ?? ["RS256"];
  const trusted = Array.isArray(named) ? signatures.filter((one) => named.includes(one)) : [];
  if (trusted.length === 0) throw new LyingDiscovery("It signs in no way the portal can check.");
  return trusted;
}
