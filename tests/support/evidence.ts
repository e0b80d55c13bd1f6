import { crc32, deflateRawSync } from "node:zlib";

/** A posted form with files, as a browser sends it. */
export function upload(
  files: { name: string; bytes: Uint8Array | string }[],
  fields: Record<string, string> = {},
): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, bytes } of files) form.append("file", new Blob([bytes as BlobPart]), name);
  return new Request("http://127.0.0.1:3000/report/evidence", { method: "POST", body: form });
}

/** A small picture as it comes from a phone: with where it was taken, if that is asked for. */
export async function aPicture({ withPlace = false } = {}): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const picture = sharp({
    create: { width: 40, height: 20, channels: 3, background: "#a0522d" },
  }).jpeg();
  const gps = { GPSLatitudeRef: "N", GPSLatitude: "51/1 8/1 57/1" };
  return withPlace
    ? picture.withExif({ IFD0: { Make: "A telling camera" }, IFD3: gps }).toBuffer()
    : picture.toBuffer();
}

/** A PNG that says it is so wide and so high, whatever its data hold. */
export function pngOf(width: number, height: number, data: Uint8Array): Buffer {
  const chunk = (type: string, content: Uint8Array) => {
    const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** All bytes of something handed out. */
export async function bytesOf(handed: { body: BodyInit } | undefined): Promise<Buffer> {
  if (!handed) throw new Error("Nothing was handed out.");
  return Buffer.from(await new Response(handed.body).arrayBuffer());
}

/** A ZIP of these files, as office programs write them. */
export function zipOf(files: Record<string, string | Uint8Array>): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([
      ...[Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed],
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, place, Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, list, Buffer.from("PK\x05\x06"), end]);
}

type Streamed = { name: string; bytes: Uint8Array | string; size: number };

/**
 * A posted form whose files are made as they are asked for: each begins with its bytes and goes on as zeros up
 * to its size. It breaks off after so many bytes, and `look` sees how many were given, now and then.
 */
export function streamed(
  files: Streamed[],
  {
    cutAfter = Infinity,
    look,
  }: { cutAfter?: number; look?: (given: number) => Promise<void> } = {},
): Request {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = parts.next();
        if (done) return controller.close();
        given += value.length;
        if (given > cutAfter) return controller.error(new Error("The socket was closed."));
        controller.enqueue(value);
        if (look && given % (5 * 1024 * 1024) < value.length) await look(given);
      },
    },
    { highWaterMark: 0 },
  );
  const parts = formOf(files);
  return new Request("http://127.0.0.1:3000/report/evidence", {
    ...{ method: "POST", body, duplex: "half" },
    headers: { "Content-Type": "multipart/form-data; boundary=between" },
  });
}

function* formOf(files: Streamed[]): Generator<Uint8Array, undefined> {
  const zeros = new Uint8Array(65_536);
  for (const { name, bytes, size } of files) {
    yield Buffer.from(
      `--between\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
        "Content-Type: application/octet-stream\r\n\r\n",
    );
    const head = Buffer.from(bytes as string);
    yield head;
    for (let left = size - head.length; left > 0; left -= zeros.length) {
      yield zeros.subarray(0, Math.min(left, zeros.length));
    }
    yield Buffer.from("\r\n");
  }
  yield Buffer.from("--between--\r\n");
  return undefined;
}
