import { fileTypeFromBuffer } from "file-type";
import { kindOf } from "./kinds.ts";

/** What a file is by its content, and the check that all of it is. */
export type Inspection = {
  mediaType: string;
  /** Takes the file piece by piece, in order. A sentence without its subject where a piece cannot stay. */
  take: (bytes: Uint8Array, isLast: boolean) => string | null;
};

const anArchive =
  "is an archive, or a document the portal cannot tell from one. Send the files in it one by one, or save the document as PDF";
const aProgram = "is a program. Send a picture of what it does, or describe it";
const unknown =
  "is of a kind the portal does not keep. Save it as a picture, a PDF or a text, and send that";
const notAllText =
  "begins as text and goes on as something else. Save it as UTF-8 text or as PDF, and send that";

/**
 * Says what a file is by its first piece, whatever its name says: text where it reads as text, otherwise what
 * its first bytes tell. Nothing is unpacked but the list of contents that office documents begin with, and of
 * that at most a megabyte.
 */
export async function inspectContent(head: Uint8Array): Promise<Inspection | { refused: string }> {
  if (isMail(head)) return { mediaType: "message/rfc822", take: wholeMail };
  const found = await fileTypeFromBuffer(head);
  const encoding = textEncodingOf(head);
  const hasOwnMark = found?.ext === "pdf" || found?.ext === "rtf";
  if (encoding && !hasOwnMark) return { mediaType: "text/plain", take: wholeText(encoding) };
  if (!found) return { refused: unknown };
  const mediaType = found.mime;
  if (mediaType === "application/x-cfb") return { mediaType, take: noInstaller(head) };
  if (kindOf(mediaType)) return { mediaType, take: () => null };
  if (archives.has(found.ext)) return { refused: anArchive };
  return { refused: programs.has(found.ext) ? aProgram : unknown };
}

const archives = new Set(
  "zip rar 7z gz tar tar.gz bz2 xz zst lz lz4 Z cab arj ace lzh ar cpio iso epub".split(" "),
);
const programs = new Set(
  "exe elf macho jar apk class wasm swf crx xpi lnk deb rpm dmg chm reg dat asar nes".split(" "),
);

/** UTF-8, or UTF-16 with its mark; null where it is neither, or holds a NUL. */
function textEncodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : "utf-8";
  return wholeText(encoding)(head, false) === null ? encoding : null;
}

function wholeText(encoding: string): Inspection["take"] {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes, isLast) => {
    try {
      const text = decoder.decode(bytes, { stream: !isLast });
      return text.includes("\0") ? notAllText : null;
    } catch {
      return notAllText;
    }
  };
}

/** A saved message may be in any encoding: it only holds no NUL. */
function wholeMail(bytes: Uint8Array): string | null {
  return bytes.includes(0) ? notAllText : null;
}

/** A message begins with header fields (RFC 5322), among them who wrote it. */
function isMail(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 65_536)).toString("latin1");
  const fields = text.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const lines = fields.split(/\r?\n/).filter((line) => !/^[ \t]/.test(line));
  const names = lines.map((line) => /^([!-9;-~]+):/.exec(line)?.[1]?.toLowerCase());
  return (
    text.length > fields.length &&
    names.every((name) => name !== undefined) &&
    names.includes("from") &&
    ["date", "subject", "message-id", "received"].some((name) => names.includes(name))
  );
}

/** Installers are compound files as older office documents are, and say so in their root entry ([MS-CFB] 2.6.1). */
function noInstaller(head: Uint8Array): Inspection["take"] {
  const header = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (header.length < 512) return () => unknown;
  const at = (header.readUInt32LE(48) + 1) * 2 ** header.readUInt16LE(30) + 80;
  const installer = Buffer.from("100c0000000000c000000000000046", "hex");
  let position = 0;
  return (bytes) => {
    const inside = at - position;
    position += bytes.length;
    if (inside < 0 || inside + 16 > bytes.length) return null;
    return installer.equals(bytes.subarray(inside + 1, inside + 16)) ? aProgram : null;
  };
}
