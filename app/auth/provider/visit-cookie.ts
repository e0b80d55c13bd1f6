import { randomBytes } from "node:crypto";
import { sha256Hex } from "../../ledger/canonical.ts";

const name = "signpost-visit";

/** How long somebody may take at a provider, in seconds. */
export const longestVisitSeconds = 900;

/** What this browser carried to its earlier visits, so that two of them at once do not part each other; or anew. */
export function browserSecret(cookie: string | null): string {
  return carriedSecret(cookie) ?? randomBytes(32).toString("base64url");
}

/** What a browser that comes back carries; null when it carries nothing. */
export function carriedSecret(cookie: string | null): string | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  return /^[\w-]{43}$/.test(value) ? value : null;
}

/** The Set-Cookie header that ties a visit to this browser, for the pages of signing in and no others. */
export function carryVisit(secret: string, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${secret}; Path=/sign-in; Max-Age=${longestVisitSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Only the SHA-256 of state and cookie is kept. */
export function hashSecret(secret: string): string {
  return sha256Hex(secret);
}
