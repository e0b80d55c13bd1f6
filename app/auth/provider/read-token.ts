import type { IDToken } from "openid-client";
import type { Portal } from "../../portal.ts";
import { hashThere } from "./hash-there.ts";
import { clockToleranceSeconds, freshSeconds, type Provider, redirectUri } from "./provider.ts";
import { clocksDiffer, notAnew, type ProviderRefused } from "./refusals.ts";
import type { Visit } from "./visit.ts";

/** What a provider said of whoever comes back from it: its token, checked. */
export type Shown = {
  issuer: string;
  subject: string;
  claims: IDToken;
  /** When its token was made. */
  issuedAt: Date;
  /** Which session there it is, as `hashThere` has it; null where the provider does not say. */
  sidHash: string | null;
  /** When they signed in there; null where it was not asked to have them do so anew. */
  anewAt: Date | null;
};

/**
 * Changes the code in the address for a token and checks it: issuer (also `iss` of RFC 9207), state, nonce, PKCE,
 * audience, signature and times. Where a sign-in anew was asked for, `auth_time` must say that it was after the asking,
 * and no longer ago than five minutes. Refuses in words.
 */
export async function readToken(
  portal: Pick<Portal, "now" | "publicUrl" | "providers">,
  provider: Provider,
  visit: Visit,
  search: URLSearchParams,
): Promise<Shown | ProviderRefused> {
  const address = new URL(redirectUri(portal.publicUrl, provider));
  address.search = search.toString();
  const asked = await portal.providers.changeCode(provider, address, {
    expectedState: search.get("state") ?? "",
    expectedNonce: visit.nonce,
    pkceCodeVerifier: visit.verifier,
    idTokenExpected: true,
  });
  if ("refused" in asked) return asked;
  const { answer: claims } = asked;
  if (!claims) return notAnew(provider);
  const seconds = portal.now().getTime() / 1000;
  // The library looks at the end of a token's time, not at its beginning.
  if (claims.iat > seconds + clockToleranceSeconds) return clocksDiffer(provider);
  const { iss: issuer, sub: subject, iat, sid } = claims;
  const sidHash = typeof sid === "string" && sid.isWellFormed() ? hashThere(issuer, sid) : null;
  const shown = { issuer, subject, claims, issuedAt: new Date(iat * 1000), sidHash };
  if (!visit.isAnew) return { ...shown, anewAt: null };
  const { auth_time } = claims;
  if (typeof auth_time !== "number") return notAnew(provider);
  const askedAt = visit.begunAt.getTime() / 1000;
  if (auth_time < Math.max(askedAt, seconds - freshSeconds) - clockToleranceSeconds) {
    return notAnew(provider);
  }
  if (auth_time > seconds + clockToleranceSeconds) return clocksDiffer(provider);
  return { ...shown, anewAt: new Date(auth_time * 1000) };
}
