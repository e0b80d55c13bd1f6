import { hash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { downloadEvidence, viewEvidence } from "#app/evidence-files/open-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { type OpenReport, openReport } from "#app/intake/open-report.ts";
import { aPicture, bytesOf, upload } from "#tests/support/evidence.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
/** Of three pieces. */
const long = Buffer.from("It is a circus. ".repeat(40_000));
let report: OpenReport;
let [text, picture] = ["", ""];

beforeAll(async () => {
  ({ report } = await fileReport(city.portal));
  const to = { holder: report, by: null };
  const files = [
    { name: "long.txt", bytes: long },
    { name: "a.jpg", bytes: await aPicture() },
  ];
  const { arrived } = await receiveEvidence(city.portal, upload(files), to);
  [text, picture] = arrived.map(({ id }) => id) as [string, string];
  await city.runJobs();
});

const asked = (file: string, isLook = false) => ({ file, isLook });
const records = (act: string) => city.database.owner`
  select body::json as body from ledger_records where act = ${act} order by recorded_at, id`;

test("an original comes back byte for byte, and its download stands in the ledger", async () => {
  const joanne = await city.viewer("1014");
  const before = (await records("download-evidence")).length;
  const handed = await downloadEvidence(joanne, city.portal, report, asked(text));
  expect(handed).toMatchObject({ name: "long.txt", mediaType: "text/plain", size: long.length });
  expect((await bytesOf(handed)).equals(long)).toBe(true);
  await downloadEvidence(joanne, city.portal, report, asked(text));
  const found = (await records("download-evidence")).slice(before);
  const facts = {
    report: city.portal.vault.indexOf("report", report.id),
    file: city.portal.vault.indexOf("file", hash("sha256", long)),
  };
  expect(found).toMatchObject([{ body: { by: joanne.personId, facts } }, {}]);
});

test("a look at the headers alone is no view and no download", async () => {
  const joanne = await city.viewer("1014");
  const before = (await records("download-evidence")).length;
  expect(await downloadEvidence(joanne, city.portal, report, asked(text, true))).toBeDefined();
  expect(await viewEvidence(joanne, city.portal, report, asked(picture, true))).toBeDefined();
  expect(await records("download-evidence")).toHaveLength(before);
  expect(await records("view-evidence")).toHaveLength(0);
});

test("a view stands in the ledger once a person and day", async () => {
  const [joanne, tom] = [await city.viewer("1014"), await city.viewer("1003")];
  const look = async (viewer: typeof joanne) =>
    bytesOf(await viewEvidence(viewer, city.portal, report, asked(picture)));
  await look(joanne);
  await look(joanne);
  await look(tom);
  city.at(new Date(aMonday.getTime() + 24 * 3_600_000));
  await look(joanne);
  city.at(aMonday);
  const by = (await records("view-evidence")).map(({ body }) => body.by);
  expect(by).toEqual([joanne.personId, tom.personId, joanne.personId]);
});

describe("to anyone else there is nothing", () => {
  test.each(["1001", "1002", "1006", "1012"])("%s", async (handle) => {
    const viewer = await city.viewer(handle);
    expect(await openReport(viewer, city.portal, report.number)).toBeUndefined();
  });

  test("nor with another report, nor by what is no id", async () => {
    const joanne = await city.viewer("1014");
    const { report: other } = await fileReport(city.portal);
    expect(await downloadEvidence(joanne, city.portal, other, asked(text))).toBeUndefined();
    expect(await viewEvidence(joanne, city.portal, other, asked(picture))).toBeUndefined();
    const noId = asked("' or true --");
    expect(await downloadEvidence(joanne, city.portal, report, noId)).toBeUndefined();
  });

  test("nor a viewing copy of what has none", async () => {
    const joanne = await city.viewer("1014");
    expect(await viewEvidence(joanne, city.portal, report, asked(text))).toBeUndefined();
  });
});

test("a byte that was changed, behind every rule, is never handed out as evidence", async () => {
  const joanne = await city.viewer("1014");
  const download = () => downloadEvidence(joanne, city.portal, report, asked(text));
  expect(await bytesOf(await download())).toHaveLength(long.length);
  const { owner } = city.database;
  await owner`alter table evidence_pieces disable trigger evidence_never_changes`;
  await owner`
    update evidence_pieces set bytes = set_byte(bytes, 100, 255 - get_byte(bytes, 100))
    where file_id = ${text} and position = 1`;
  await owner`alter table evidence_pieces enable trigger evidence_never_changes`;
  await expect(bytesOf(await download())).rejects.toThrow();
});
