import { ScimFault } from "./fault.ts";
import { errorSchema } from "./names.ts";

/** A body of the standard's media type. */
export function answer(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      ...(body === null ? {} : { "Content-Type": "application/scim+json; charset=utf-8" }),
      "Cache-Control": "private, no-store",
      ...headers,
    },
  });
}

/** An error in the standard's schema (RFC 7644, 3.12). */
export function answerFault({ status, scimType, message, headers }: ScimFault): Response {
  const body = {
    schemas: [errorSchema],
    status: String(status),
    ...(scimType && { scimType }),
    detail: message,
  };
  return answer(body, { status, headers });
}

/** For an address and a method that do not go together. */
export function notThisMethod(...allowed: string[]): never {
  throw new ScimFault(405, "This address does not take this kind of request.", {
    headers: { Allow: allowed.join(", ") },
  });
}

/** The tags of `If-Match` or `If-None-Match` name the version, or any. Weak and strong are the same here. */
export function isTagged(header: string | null, version: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, "");
  return (header ?? "").split(",").some((tag) => ["*", plain(version)].includes(plain(tag)));
}
