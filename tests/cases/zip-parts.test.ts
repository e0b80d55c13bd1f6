import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { streamZip, type ZipPart } from "#app/cases/export/zip-parts.ts";
import { aMonday } from "#tests/support/portal.ts";

const piece = 256 * 1024;

/** A file of so many pieces that are made as they are asked for; what was asked for and when it was let go. */
function madeFile(pieces: number) {
  const asked = { bytes: 0, isLetGo: false };
  const part: ZipPart = {
    ...{ name: "evidence/001-video.mp4", size: pieces * piece, sha256: "", isPacked: true },
    open: () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            if (asked.bytes === pieces * piece) return controller.close();
            asked.bytes += piece;
            controller.enqueue(new Uint8Array(piece));
          },
          cancel() {
            asked.isLetGo = true;
          },
        },
        { highWaterMark: 0 },
      ),
  };
  return { asked, part };
}

test("a large file is read no faster than the ZIP is taken: never more than a few pieces stand in memory", async () => {
  const { asked, part } = madeFile(1000);
  let taken = 0;
  let ahead = 0;
  for await (const bytes of Readable.fromWeb(streamZip([part], aMonday) as never)) {
    taken += bytes.length;
    ahead = Math.max(ahead, asked.bytes - taken);
  }
  expect(taken).toBeGreaterThan(1000 * piece);
  expect(ahead).toBeLessThan(16 * piece);
});

test("who goes away in the middle stops the reading", async () => {
  const { asked, part } = madeFile(1000);
  const reader = streamZip([part], aMonday).getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  await expect.poll(() => asked.isLetGo).toBe(true);
  expect(asked.bytes).toBeLessThan(16 * piece);
});

test("a file that cannot be read to its end breaks the ZIP off, and is not passed over", async () => {
  const { part } = madeFile(4);
  const damaged: ZipPart = {
    ...part,
    open: () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.error(new Error("Evidence is not what arrived.")),
      }),
  };
  await expect(
    new Response(
      streamZip([part, { ...damaged, name: "evidence/002.mp4" }], aMonday),
    ).arrayBuffer(),
  ).rejects.toThrow("Evidence is not what arrived.");
});
