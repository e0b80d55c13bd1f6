import type { IncomingMessage } from "node:http";

/**
 * Whether a request that changes something comes from the portal's own pages: `Origin` must be the portal's,
 * or, where a browser sends none, `Sec-Fetch-Site` must be `same-origin`. Neither is a refusal.
 * (OWASP, Cross-Site Request Forgery Prevention, "Verifying Origin With Standard Headers".)
 */
export function isOwnPage(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin === publicUrl;
  return request.headers["sec-fetch-site"] === "same-origin";
}
