import { ZipWriter } from "@zip.js/zip.js/index-native.js";
import { sha256Hex } from "../../ledger/canonical.ts";

/** A file of an export before it is written: its digest is known before its bytes are read. */
export type ZipPart = {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  isPacked: boolean;
  open: () => ReadableStream<Uint8Array>;
};

/** A text as a file. */
export function textPart(name: string, text: string): ZipPart {
  const bytes = Buffer.from(text);
  return {
    ...{ name, size: bytes.length, isPacked: false },
    sha256: sha256Hex(bytes),
    open: () => new Blob([bytes]).stream() as ReadableStream<Uint8Array>,
  };
}

/**
 * A ZIP of these files in this order, written while it is read: nothing is held but what is under way. What is packed
 * already (pictures, videos) is stored as it is. Where a file cannot be read to its end, the stream breaks off.
 */
export function streamZip(parts: ZipPart[], at: Date): ReadableStream<Uint8Array> {
  let control: TransformStreamDefaultController<Uint8Array> | undefined;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      control = controller;
    },
  });
  writeZip(parts, writable, at).catch((problem) => control?.error(problem));
  return readable;
}

async function writeZip(parts: ZipPart[], writable: WritableStream<Uint8Array>, at: Date) {
  const zip = new ZipWriter(writable, { useWebWorkers: false, extendedTimestamp: false });
  for (const { name, size, isPacked, open } of parts) {
    const options = { level: isPacked ? 0 : 6, lastModDate: at };
    await zip.add(name, { readable: open(), size }, options);
  }
  await zip.close();
}
