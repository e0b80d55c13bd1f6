import type { JWTPayload, RemoteJWKSet } from "jose";
import {
  type AuthorizationCodeGrantChecks,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockSkew,
  clockTolerance,
  customFetch,
  type ExportedJWKSCache,
  enableNonRepudiationChecks,
  getJwksCache,
  type IDToken,
  None,
  type ServerMetadata,
  setJwksCache,
} from "openid-client";
import type { Logger } from "pino";
import { checkSigned, keysOf } from "./check-signed.ts";
import { discoverProvider } from "./discover.ts";
import { isLoopback } from "./is-safe-address.ts";
import { limitedFetch } from "./limited-fetch.ts";
import { clockToleranceSeconds, type Provider } from "./provider.ts";
import { type ProviderRefused, whyNotReached } from "./refusals.ts";

/**
 * The City's providers, as one process knows them. A provider is asked something within five seconds for all of it: what
 * it publishes of itself once an hour, its keys as `openid-client` thinks fit. Refuses in words when it is down, slow or
 * not to be trusted. All that needs the library's own objects is done here: pages are built with a copy of it.
 */
export type Providers = {
  /** In the order of the file. Empty: people sign in by password. */
  offered: Provider[];
  find(id: string | undefined): Provider | undefined;
  /** Where to send somebody to sign in. */
  signInAddress(
    provider: Provider,
    parameters: Record<string, string>,
  ): Promise<{ answer: string } | ProviderRefused>;
  /** Where to send somebody to sign out; null where it has no such place. */
  signOutAddress(
    provider: Provider,
    parameters: Record<string, string>,
  ): Promise<{ answer: string | null } | ProviderRefused>;
  /** The claims of the token for the code that somebody brings back in `address`; all of it checked. */
  changeCode(
    provider: Provider,
    address: URL,
    checks: AuthorizationCodeGrantChecks,
  ): Promise<{ answer: IDToken | undefined } | ProviderRefused>;
  /** The claims of a token that a provider sends by itself, signed at most `oldestSeconds` ago for the portal. */
  checkToken(
    provider: Provider,
    token: string,
    oldestSeconds: number,
  ): Promise<{ answer: JWTPayload } | ProviderRefused>;
};

const patienceMs = 5000;
const knownForMs = 3_600_000;

type Known = {
  metadata: Promise<ServerMetadata>;
  at: number;
  /** As each library keeps them: neither takes the other's. */
  keys?: ExportedJWKSCache;
  ownKeys?: RemoteJWKSet;
};

export function createProviders(
  offered: Provider[],
  { now, log }: { now: () => Date; log: Logger },
): Providers {
  for (const { id, issuer } of offered) {
    if (issuer.startsWith("http:")) {
      log.warn({ provider: id }, "This identity provider is asked without HTTPS, on this machine.");
    }
  }
  const known = new Map<string, Known>();

  /** One request at a time, however many people press the button. */
  function discover(provider: Provider): Known {
    const kept = known.get(provider.id);
    const at = performance.now();
    if (kept && at - kept.at < knownForMs) return kept;
    const metadata = discoverProvider(provider, limitedFetch(AbortSignal.timeout(patienceMs)));
    const found: Known = { metadata, at };
    known.set(provider.id, found);
    metadata.catch(() => {
      if (known.get(provider.id) === found) known.delete(provider.id);
    });
    return found;
  }

  async function configure(provider: Provider, about: Known, deadline: AbortSignal) {
    const metadata = await about.metadata;
    const configuration = new Configuration(
      metadata,
      provider.clientId,
      {
        // The portal's clock, not the machine's: they differ where a test says so.
        [clockSkew]: Math.round((now().getTime() - Date.now()) / 1000),
        [clockTolerance]: clockToleranceSeconds,
      },
      authenticationAt(provider, metadata),
    );
    configuration[customFetch] = limitedFetch(deadline);
    configuration.timeout = patienceMs / 1000;
    // Without this the library would trust the connection, and look at no signature.
    enableNonRepudiationChecks(configuration);
    if (isLoopback(new URL(provider.issuer))) allowInsecureRequests(configuration);
    if (about.keys) setJwksCache(configuration, about.keys);
    return configuration;
  }

  async function ask<T>(
    provider: Provider,
    what: (configuration: Configuration, about: Known) => Promise<T> | T,
  ): Promise<{ answer: T } | ProviderRefused> {
    const deadline = AbortSignal.timeout(patienceMs);
    try {
      const about = discover(provider);
      const configuration = await configure(provider, about, deadline);
      try {
        return { answer: await what(configuration, about) };
      } finally {
        const keys = getJwksCache(configuration);
        if (keys) about.keys = keys;
      }
    } catch (problem) {
      return whyNotReached(provider, problem, log);
    }
  }

  return {
    offered,
    find: (id) => offered.find((provider) => provider.id === id),
    signInAddress: (provider, parameters) =>
      ask(provider, (configuration) => buildAuthorizationUrl(configuration, parameters).href),
    signOutAddress: (provider, parameters) =>
      ask(provider, (configuration) =>
        configuration.serverMetadata().end_session_endpoint
          ? buildEndSessionUrl(configuration, parameters).href
          : null,
      ),
    changeCode: (provider, address, checks) =>
      ask(provider, async (configuration) =>
        (await authorizationCodeGrant(configuration, address, checks)).claims(),
      ),
    checkToken: (provider, token, oldestSeconds) =>
      ask(provider, (configuration, about) => {
        const metadata = configuration.serverMetadata();
        about.ownKeys ??= keysOf(metadata, patienceMs);
        const asked = { metadata, keys: about.ownKeys, oldestSeconds, now: now() };
        return checkSigned(token, provider, asked);
      }),
  };
}

function authenticationAt({ clientSecret }: Provider, metadata: ServerMetadata): ClientAuth {
  if (clientSecret === null) return None();
  const ways = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return ways.includes("client_secret_basic")
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
}
