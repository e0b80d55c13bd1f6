import { describe, expect, test } from "vitest";
import { inspectContent } from "#app/evidence-files/inspect-content.ts";
import { zipOf } from "#tests/support/evidence.ts";

/** The media type of a small file, or the sentence that refuses it. */
async function typeOf(bytes: Uint8Array | string): Promise<string> {
  const whole = Buffer.from(bytes as string);
  const found = await inspectContent(whole);
  if ("refused" in found) return found.refused;
  return found.take(whole, true) ?? found.mediaType;
}

const latin = (text: string) => Buffer.from(text, "latin1");
const box = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), latin(`ftyp${brand}\0\0\0\0mif1${brand}`)]);
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const types = `<Types><Override ContentType="${word}.main+xml"/></Types>`;
/** A compound file whose root entry says what wrote it. */
function compound(wrote: string): Buffer {
  const file = Buffer.alloc(1536);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  Buffer.from(wrote, "hex").copy(file, 1024 + 80);
  return file;
}

describe("what a file is, its content says:", () => {
  test.each<[string, Uint8Array | string, string]>([
    ["a JPEG", Buffer.from("ffd8ffe000104a464946000101", "hex"), "image/jpeg"],
    ["a GIF", latin("GIF89a\x01\0\x01\0\x80\0\0\0\0\0"), "image/gif"],
    ["HEIC of an iPhone", box("heic"), "image/heic"],
    ["AVIF", box("avif"), "image/avif"],
    ["a video of a phone", box("isom"), "video/mp4"],
    ["a video of an iPhone", box("qt  "), "video/quicktime"],
    ["a voice note", box("M4A "), "audio/x-m4a"],
    [
      "a voice note of WhatsApp",
      latin(`OggS\0\x02${"\0".repeat(20)}\x01\x13OpusHead\x01\x01`),
      "audio/ogg; codecs=opus",
    ],
    ["a PDF, even all of text", "%PDF-1.4\n%%EOF", "application/pdf"],
    ["text", "It is a circus.\r\nReally – «so».", "text/plain"],
    ["text in UTF-16", Buffer.from("\ufeffWirklich", "utf16le"), "text/plain"],
    ["text that begins as a bitmap does", "BM said so", "text/plain"],
    ["a saved page", "<!doctype html><script>alert(1)</script>", "text/plain"],
    [
      "SVG with script",
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
      "text/plain",
    ],
    [
      "a saved message",
      "Received: by x\r\n with y\r\nFrom: a@b.example\r\nSubject: Hi\r\n\r\nCaf\u00e9",
      "message/rfc822",
    ],
    ["text that only looks like one", "From: where\n\nTo: here", "text/plain"],
    ["a Word document", zipOf({ "[Content_Types].xml": types, "word/document.xml": "<w/>" }), word],
    [
      "an OpenDocument",
      zipOf({ mimetype: "application/vnd.oasis.opendocument.text" }),
      "application/vnd.oasis.opendocument.text",
    ],
    ["an older office document", compound("0609020000000000c000000000000046"), "application/x-cfb"],
  ])("%s", async (_, bytes, type) => {
    expect(await typeOf(bytes)).toBe(type);
  });
});

describe("refused, with what to do:", () => {
  test.each<[string, Uint8Array | string, RegExp]>([
    ["an archive", zipOf({ "a.txt": "a" }), /archive.*Send the files in it one by one/],
    ["another archive", Buffer.from("377abcaf271c0004", "hex"), /archive/],
    ["a program", latin(`MZ${"\0".repeat(100)}`), /is a program/],
    ["a program for Linux", latin(`\x7fELF${"\0".repeat(60)}`), /is a program/],
    [
      "an installer that looks like a document",
      compound("84100c0000000000c000000000000046"),
      /is a program/,
    ],
    ["a text with a NUL", "begins well\0", /a kind the portal does not keep/],
    ["bytes of no kind", Buffer.from("00010203fffefd", "hex"), /a kind the portal does not keep/],
  ])("%s", async (_, bytes, sentence) => {
    expect(await typeOf(bytes)).toMatch(sentence);
  });
});

test("text that goes on as something else is no text, wherever that is", async () => {
  const found = await inspectContent(Buffer.from("a".repeat(1000)));
  if ("refused" in found) throw new Error(found.refused);
  expect(found.take(Buffer.from("a".repeat(1000)), false)).toBeNull();
  expect(found.take(Buffer.from([0x61, 0xff, 0x00]), true)).toMatch(/goes on as something else/);
});

test("a letter cut in two by the end of a piece is still one", async () => {
  const bytes = Buffer.from("Grüße");
  const found = await inspectContent(bytes.subarray(0, 3));
  if ("refused" in found) throw new Error(found.refused);
  expect(found.take(bytes.subarray(0, 3), false)).toBeNull();
  expect(found.take(bytes.subarray(3), true)).toBeNull();
});

test("a document that would unpack to gigabytes is looked at in a moment, and not unpacked", async () => {
  const zeros = Buffer.alloc(200 * 1024 * 1024);
  const bombs = [
    [zipOf({ "[Content_Types].xml": zeros }), /archive/],
    [zipOf({ "[Content_Types].xml": types, "word/media/a.bmp": zeros }), /wordprocessingml/],
  ] as const;
  const before = process.memoryUsage.rss();
  const began = performance.now();
  for (const [bomb, said] of bombs) expect(await typeOf(bomb)).toMatch(said);
  expect(performance.now() - began).toBeLessThan(2000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
});
