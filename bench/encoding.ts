import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Reply } from "./call.ts";

/** How an answer is compressed: zlib's level, or Brotli's quality. */
export type Encoding = { name: "br" | "gzip"; level: number };

const compressors = {
  br: (body: Buffer, level: number) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } }),
  gzip: (body: Buffer, level: number) => promisify(gzip)(body, { level }),
};

export function compress(body: Buffer, { name, level }: Encoding): Promise<Buffer> {
  return compressors[name](body, level);
}

/** How the portal compressed an answer: by the level that gives as many bytes as it sent. */
export async function encodingOf({ encoding, body, bytes }: Reply): Promise<Encoding | null> {
  if (encoding === null) return null;
  const tried = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map(async (level) => {
      const encoded = await compress(Buffer.from(body), { name: encoding, level });
      return { level, off: Math.abs(encoded.length - bytes) };
    }),
  );
  const [nearest] = tried.toSorted((one, other) => one.off - other.off);
  return { name: encoding, level: nearest?.level ?? 0 };
}
