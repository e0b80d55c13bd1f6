import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Reply } from "./call.ts";

/** How an answer is compressed: zlib's level, or Brotli's quality. */
export type Encoding = { name: "br" | "gzip"; level: number };

/** In one go on the main thread: for pages of this size that is faster than a stream or the thread pool. */
export function compress(body: Buffer, { name, level }: Encoding): Buffer {
  return name === "gzip"
    ? gzipSync(body, { level })
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } });
}

/** How the portal compressed an answer: by the level that gives as many bytes as it sent. */
export function encodingOf({ encoding: name, body, bytes }: Reply): Encoding | null {
  if (name === null) return null;
  const bytesOff = (level: number) =>
    Math.abs(compress(Buffer.from(body), { name, level }).length - bytes);
  const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [level = 0] = levels.toSorted((one, other) => bytesOff(one) - bytesOff(other));
  return { name, level };
}
