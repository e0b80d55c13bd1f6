/** What a scan may be, told by its first bytes and, where the format has an end, by its last. */
const types = [
  { mediaType: "application/pdf", ending: "pdf", begins: "%PDF-", ends: "%%EOF" },
  { mediaType: "image/jpeg", ending: "jpg", begins: "\xFF\xD8\xFF", ends: null },
  { mediaType: "image/png", ending: "png", begins: "\x89PNG\r\n\x1A\n", ends: "IEND" },
] as const;

export type ScanType = (typeof types)[number]["mediaType"];

/** Bytes from the end in which a format's end stands: what readers of PDF allow too. */
const tail = 1024;

/** The type of a scan by its content, whatever its name says. Refuses anything else, and a file cut off. */
export function scanTypeOf(bytes: Uint8Array): { mediaType: ScanType } | { refused: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = types.find(({ begins }) => text.subarray(0, begins.length).equals(latin(begins)));
  if (!type) return { refused: "Choose a PDF, a JPEG or a PNG: this file is none of them" };
  if (type.ends && !text.subarray(-tail).includes(latin(type.ends))) {
    return { refused: "This file is cut off. Scan or save it again, then choose it here" };
  }
  return { mediaType: type.mediaType };
}

/** The ending of a scan's name when it is downloaded. */
export function endingOf(mediaType: string): string {
  return types.find((type) => type.mediaType === mediaType)?.ending ?? "bin";
}

const latin = (text: string) => Buffer.from(text, "latin1");
