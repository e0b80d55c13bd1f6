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
