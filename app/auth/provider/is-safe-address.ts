import ipaddr from "ipaddr.js";

/**
 * Whether the portal may send a secret there: by HTTPS, or within this machine. Only a provider that is itself within
 * this machine, for a test or behind a proxy of its own, may name such an address.
 */
export function isSafeAddress(address: unknown, { issuer }: { issuer: string }): boolean {
  const url = typeof address === "string" ? URL.parse(address) : null;
  if (!url || url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && isLoopback(url) && isLoopback(new URL(issuer));
}

/** Whether an address is of this machine. */
export function isLoopback({ hostname }: URL): boolean {
  if (hostname === "localhost") return true;
  const host = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback";
}
