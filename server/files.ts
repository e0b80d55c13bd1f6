import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { projectFolder } from "./settings.ts";

const built = join(projectFolder, "build/client");

/** The only built files a page asks for; Remix's own route modules stay unserved, since nothing hydrates. */
const asked = /^(portal|enhance|webauthn)-[\w-]+\.(css|js)$/;

/** In the order a browser would rather have them. */
const packers = { br: brotliCompressSync, gzip: gzipSync };

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

type File = { type: string; lasts: string; encodings: [string, Buffer][] };

/** Puts every file that is served beside itself, compressed: what a build does last. */
export function compressBuiltFiles(): void {
  for (const path of addresses()) {
    const bytes = readFileSync(join(built, path));
    for (const [name, pack] of Object.entries(packers)) {
      writeFileSync(join(built, `${path}.${name}`), pack(bytes));
    }
  }
}

/**
 * Serves the style sheet, our scripts and the icon from memory: a build beside a running portal takes nothing from
 * under it. The names of assets change with their content.
 */
export function builtFiles() {
  const files = new Map(addresses().map((path) => [path, readFile(path)]));
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

function addresses(): string[] {
  const assets = readdirSync(join(built, "assets")).filter((name) => asked.test(name));
  return ["/favicon.svg", ...assets.map((name) => `/assets/${name}`)];
}

/** Each as it was compressed, and as it is last. */
function readFile(path: string): File {
  const bytes = readFileSync(join(built, path));
  const packed = Object.keys(packers).map((name): [string, Buffer] => [
    name,
    readFileSync(join(built, `${path}.${name}`)),
  ]);
  return {
    type: types[path.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    lasts: path.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=3600",
    encodings: [...packed, ["identity", bytes]],
  };
}
