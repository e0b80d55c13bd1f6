import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import type { Shrink } from "#app/evidence-files/make-viewing-copy.ts";
import { makeViewingCopy } from "#app/evidence-files/make-viewing-copy.ts";
import { downloadEvidence, viewEvidence } from "#app/evidence-files/open-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { shrinkPicture } from "#server/shrink-picture.ts";
import { aPicture, bytesOf, pngOf, upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();

async function* given(bytes: Uint8Array) {
  yield bytes;
}

/** Adds a file to a new report as its reporter; answers how HR may ask for it. */
async function withFile(name: string, bytes: Uint8Array) {
  const { report } = await fileReport(city.portal);
  const to = { holder: report, by: null };
  const { arrived, refused } = await receiveEvidence(city.portal, upload([{ name, bytes }]), to);
  expect(refused).toEqual([]);
  return { report, asked: { number: report.number, file: arrived[0]?.id ?? "", isLook: false } };
}

const copyOf = async (report: OpenReport) =>
  (await listEvidence(city.portal, city.portal.db, report))[0]?.copy;

test("where a picture was taken is gone from the copy, and stays in the original", async () => {
  const picture = await aPicture({ withPlace: true });
  expect((await sharp(picture).metadata()).exif?.includes("telling")).toBe(true);
  const { report, asked } = await withFile("IMG_1.jpg", picture);
  expect(await copyOf(report)).toBe("waiting");
  await city.runJobs();
  expect(await copyOf(report)).toBe("made");
  const joanne = await city.viewer("1014");
  const copy = await bytesOf(await viewEvidence(joanne, city.portal, report, asked));
  const { exif, xmp, iptc, format, width } = await sharp(copy).metadata();
  expect({ exif, xmp, iptc, format, width }).toEqual({ format: "webp", width: 40 });
  const original = await bytesOf(await downloadEvidence(joanne, city.portal, report, asked));
  expect(original.equals(picture)).toBe(true);
});

test("a picture that lies on its side stands upright in the copy, at most 2000 px", async () => {
  const lying = await sharp({
    create: { width: 3000, height: 600, channels: 3, background: "red" },
  })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const made = await shrinkPicture()(given(lying));
  if ("refused" in made) throw new Error(made.refused);
  expect(await sharp(made.picture).metadata()).toMatchObject({ width: 400, height: 2000 });
});

test("a PNG that says 60,000 by 60,000 points is refused before it is unpacked", async () => {
  const bomb = pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1_000_000)));
  const { report } = await withFile("bomb.png", bomb);
  await city.runJobs();
  expect(await copyOf(report)).toEqual({ refused: "it has more than 50 million points" });
});

test("a picture cut off in the middle is kept without a copy, with the reason", async () => {
  const { report } = await withFile("half.png", pngOf(40, 20, Buffer.from("no deflate")));
  await city.runJobs();
  expect(await copyOf(report)).toEqual({
    refused: "it is damaged, or no picture the portal can read",
  });
});

test("nothing but the four formats is read, whatever else the library knows", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  expect(await shrinkPicture()(given(svg))).toMatchObject({ isFinal: true });
  const tiff = await sharp(await aPicture())
    .tiff()
    .toBuffer();
  expect(await shrinkPicture()(given(tiff))).toMatchObject({ isFinal: true });
});

test.each([
  ["hangs", "await new Promise((done) => setTimeout(done, 1e9));"],
  ["crashes", "process.abort();"],
  ["says too much", "process.stdout.write(Buffer.alloc(9e6));"],
])("a child that %s harms nothing else: the copy is given up", async (_, script) => {
  const folder = await mkdtemp(join(tmpdir(), "signpost-child-"));
  await writeFile(join(folder, "child.mjs"), script);
  const shrink = shrinkPicture(join(folder, "child.mjs"), 1500);
  expect(await shrink(given(Buffer.alloc(5_000_000)))).toMatchObject({ isFinal: false });
});

test("the child that reads pictures sees no environment, and no file but its own code", async () => {
  const folder = await mkdtemp(join(tmpdir(), "signpost-child-"));
  const child = join(folder, "child.mjs");
  await writeFile(
    child,
    `import { readFileSync } from "node:fs";
    let read = "nothing";
    try { read = readFileSync("README.md", "utf8"); } catch {}
    process.stdout.write(JSON.stringify({ read, env: Object.keys(process.env) }));`,
  );
  const made = await shrinkPicture(child)(given(Buffer.from("x")));
  if ("refused" in made) throw new Error(made.refused);
  expect(JSON.parse(Buffer.from(made.picture).toString())).toEqual({ read: "nothing", env: [] });
});

test("what broke off is tried again, and given up after three times", async () => {
  const { report, asked } = await withFile("a.jpg", await aPicture());
  const breaks: Shrink = async () => ({ refused: "It took too long", isFinal: false });
  for (const attempt of [1, 2]) {
    await expect(makeViewingCopy(city.portal, asked.file, breaks, attempt)).rejects.toThrow();
    expect(await copyOf(report)).toBe("waiting");
  }
  await makeViewingCopy(city.portal, asked.file, breaks, 3);
  expect(await copyOf(report)).toEqual({ refused: "It took too long" });
});

test("a HEIC picture is kept as it is, without a copy", async () => {
  const heic = Buffer.concat([
    Buffer.from("0000001866747970686569630000000068656963", "hex"),
    Buffer.from("6d696631", "hex"),
    Buffer.alloc(2000),
  ]);
  const { report } = await withFile("IMG_2.HEIC", heic);
  await city.runJobs();
  expect(await listEvidence(city.portal, city.portal.db, report)).toMatchObject([
    { name: "IMG_2.HEIC", mediaType: "image/heic", copy: null },
  ]);
});
