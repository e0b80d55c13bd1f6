import { isIP } from "node:net";

/** For whom a passkey is made: it works at this one address and at no other. */
type RelyingParty = { id: string; origin: string };

/**
 * What passkeys are bound to, by the address people type. Null where browsers make none: at a bare number, and
 * without https anywhere but on `localhost`.
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const { hostname, protocol, origin } = new URL(publicUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (isIP(hostname.replace(/^\[|\]$/g, "")) || (protocol !== "https:" && !isLocal)) return null;
  return { id: hostname, origin };
}

/** EdDSA, ECDSA on P-256 and RSA (RFC 9053): what every device of today makes one of. */
export const algorithms = [-8, -7, -257];

/** What somebody is told where no passkey can be used. */
export const noPasskeysHere =
  "Use another way: passkeys need an address with a name and https, and this portal has none";
