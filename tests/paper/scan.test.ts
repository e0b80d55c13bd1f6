import { describe, expect, test } from "vitest";
import { readKeptScan } from "#app/paper/kept-scan.ts";
import { recordSheet } from "#app/paper/record-sheet.ts";
import { scanTypeOf } from "#app/paper/scan-type.ts";
import { stageScan, sweepStagedScans } from "#app/paper/staged-scan.ts";
import { aPdf, aSheet, staged } from "#tests/support/paper.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const png = Buffer.from("\x89PNG\r\n\x1A\n....IEND\xAEB`\x82", "latin1");
const jpeg = Buffer.from("\xFF\xD8\xFF\xE0 picture \xFF\xD9", "latin1");

describe("the type of a scan follows from its content", () => {
  test.each([
    ["application/pdf", aPdf],
    ["image/png", png],
    ["image/jpeg", jpeg],
  ])("%s", (mediaType, bytes) => {
    expect(scanTypeOf(bytes)).toEqual({ mediaType });
  });

  test.each([
    ["nothing at all", Buffer.alloc(0)],
    ["a page that calls itself a PDF", Buffer.from("<html><script>%PDF-1.4 %%EOF</script>")],
    ["a PDF behind something else", Buffer.concat([Buffer.from("MZ "), aPdf])],
    ["an archive", Buffer.from("PK\x03\x04 %PDF-1.4 %%EOF")],
    ["a drawing with script", Buffer.from("<svg onload='x()'/>")],
    ["a PDF with an archive at its end", Buffer.concat([aPdf, Buffer.alloc(4096, "PK")])],
    ["a PDF cut off", aPdf.subarray(0, 20)],
    ["a PNG cut off", png.subarray(0, 10)],
  ])("%s is refused", (_, bytes) => {
    expect(scanTypeOf(bytes)).toHaveProperty("refused");
  });
});

test("a scan is kept byte for byte, in pieces, whatever its size", async () => {
  const [ray, jesse] = [await city.viewer("1004"), await city.viewer("1006")];
  const filling = Buffer.alloc(700_001, "signed ");
  const bytes = Buffer.concat([Buffer.from("%PDF-1.4\n"), filling, Buffer.from("%%EOF")]);
  const scan = await staged(ray, city.portal, bytes);
  const sheet = await aSheet(ray, city.portal, [{}], { staged: scan.id });
  const done = await recordSheet(ray, city.portal, "team", ["1006"], sheet);
  if ("errors" in done) throw new Error(JSON.stringify(done.errors));
  const kept = await readKeptScan(jesse, city.portal, done.references[0] ?? "");
  expect(kept).toMatchObject({ mediaType: "application/pdf", size: bytes.length });
  expect(kept?.name).toBe(`${done.references[0]}.pdf`);
  expect(bytes.equals(await new Response(kept?.body).bytes())).toBe(true);
  const [left] = await city.database.owner`select count(*)::int as rows from staged_scan_pieces`;
  expect(left?.rows).toBe(0);

  // HR, the person, and who recorded it; a supervisor in between did not.
  for (const [handle, sees] of [
    ["1002", true],
    ["1004", true],
    ["1005", false],
    ["1008", false],
    ["1001", false],
    ["1012", false],
  ] as const) {
    const seen = await readKeptScan(
      await city.viewer(handle),
      city.portal,
      done.references[0] ?? "",
    );
    expect([handle, seen !== undefined]).toEqual([handle, sees]);
    await seen?.body.cancel();
  }
});

test("a scan whose form nobody confirmed is swept away after a day", async () => {
  const ray = await city.viewer("1004");
  const scan = await staged(ray, city.portal);
  const count = async () =>
    (await city.database.owner`select from staged_scans where id = ${scan.id}`).length;
  await sweepStagedScans(city.portal);
  expect(await count()).toBe(1);
  city.at(new Date(aMonday.getTime() + 86_400_001));
  await sweepStagedScans(city.portal);
  city.at(aMonday);
  expect(await count()).toBe(0);
});

test("what is no scan is not stored", async () => {
  const ray = await city.viewer("1004");
  expect(await stageScan(ray, city.portal, Buffer.from("hello"))).toHaveProperty("refused");
  const [stored] = await city.database.owner`select count(*)::int as rows from staged_scans`;
  expect(stored?.rows).toBe(0);
});
