import type { HandedOut } from "./open-evidence.ts";

/**
 * The response that hands out something somebody sent in: to be saved under its name, never opened as a page of
 * ours, whatever it holds. An <img> shows it all the same. Of a look (HEAD) only the headers.
 */
export function handOut({ name, mediaType, size, body }: HandedOut, isLook: boolean): Response {
  return new Response(isLook ? null : body, {
    headers: {
      "Content-Type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
      "Content-Length": String(size),
      "Content-Disposition": saveAs(name),
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

/** Content-Disposition (RFC 6266), with the name in Latin letters for whoever reads no other. */
function saveAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/gu, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
