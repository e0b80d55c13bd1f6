import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { projectFolder } from "./settings.ts";

/** The only built files a page asks for; Remix's own route modules stay unserved, since nothing hydrates. */
const asked = /^(portal|enhance|webauthn)-[\w-]+\.(css|js)$/;

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

type File = { type: string; lasts: string; encodings: [string, Buffer][] };

/**
 * Serves the style sheet, our scripts and the icon from memory, compressed once at start: a build beside
 * a running portal takes nothing from under it. The names of assets change with their content.
 */
export function builtFiles() {
  const folder = join(projectFolder, "build/client");
  const files = new Map([["/favicon.svg", readFile(join(folder, "favicon.svg"), 3600)]]);
  for (const name of readdirSync(join(folder, "assets")).filter((name) => asked.test(name))) {
    files.set(`/assets/${name}`, readFile(join(folder, "assets", name), 31_536_000));
  }
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const file = files.get(request.url?.split("?", 1)[0] ?? "");
    if (!file || request.method === "POST") return next();
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const [encoding, bytes] = file.encodings.find(([name]) => accepted.includes(name)) ?? [];
    const plain = file.encodings.at(-1)?.[1] as Buffer;
    const body = bytes ?? plain;
    response.writeHead(200, {
      "Content-Type": file.type,
      "Content-Length": body.length,
      "Cache-Control": file.lasts,
      Vary: "Accept-Encoding",
      ...(encoding && body !== plain ? { "Content-Encoding": encoding } : {}),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** In the order a browser would rather have them, the file as it is last. */
function readFile(path: string, seconds: number): File {
  const bytes = readFileSync(path);
  return {
    type: types[path.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    lasts: `public, max-age=${seconds}${seconds > 3600 ? ", immutable" : ""}`,
    encodings: [
      ["br", brotliCompressSync(bytes)],
      ["gzip", gzipSync(bytes)],
      ["identity", bytes],
    ],
  };
}
