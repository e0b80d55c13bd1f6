import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { formRecord, writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { verifyLedgerFile } from "#app/ledger/verify-file.ts";
import { testPortal } from "#tests/support/portal.ts";
import { auditorOf, download, inPieces } from "./for-others.ts";
import { anAct, newKeys } from "./written-ledger.ts";

const city = testPortal();
let omar: Viewer;
let file: string;
let lines: string[];
/** Where in `lines` seals begin. */
let seals: number[];

const seal = () => sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
const trusted = () => publicKeySet(city.portal.keys);
const verify = (changed: string | Buffer, against = {}) =>
  verifyLedgerFile(inPieces(changed), trusted(), against);
const whole = (changed: string[]) => `${changed.join("\n")}\n`;
const latestAnchor = async () => {
  const [last] = await city.database.owner`
    select signature from ledger_seals order by number desc limit 1`;
  return last?.signature as string;
};

beforeAll(async () => {
  omar = await auditorOf(city);
  const { db } = city.portal;
  await seal();
  for (let turn = 0; turn < 2; turn++) {
    for (let record = 0; record < 4; record++) await writeRecord(db, anAct());
    const open = { act: "open-report", about: null, facts: { report: `digest ${turn}` } } as const;
    await writeRecord(db, anAct(open));
    await seal();
  }
  file = await download(omar, city.portal);
  lines = file.trimEnd().split("\n");
  seals = lines.flatMap((line, index) => (line.startsWith('{"leaf_hashes"') ? [index] : []));
});

describe("a ledger that was downloaded", () => {
  test("is in order without a database, and says how many records are withheld", async () => {
    const [count] = await city.database.owner`select count(*)::int from ledger_leaves`;
    const verdict = await verify(file, { anchor: await latestAnchor() });
    const [withheld] = await city.database.owner`
      select count(*)::int from listed_records where is_private`;
    expect(verdict).toEqual({
      ...{ records: count?.count, seals: 3, withheld: withheld?.count, fault: null },
    });
    expect(verdict.withheld).toBeGreaterThanOrEqual(2);
  });

  test("is in the ledger itself, and only an auditor gets one", async () => {
    const [record] = await city.database.owner`
      select body from ledger_records where act = 'export-ledger' order by recorded_at desc limit 1`;
    expect(JSON.parse(record?.body)).toMatchObject({ by: omar.personId, facts: { seal: 3 } });
    await expect(download(await city.viewer("1002"), city.portal)).rejects.toThrow(/no seal/);
  });

  test("with a changed byte is not in order, wherever it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: file.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Buffer.from(file);
          changed[at] = (changed[at] ?? 0) ^ flip;
          expect((await verify(changed)).fault).not.toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });

  test("with a changed record names it, and counts only what stands before", async () => {
    const at = (seals[1] ?? 0) + 3;
    const { id } = JSON.parse(lines[at] ?? "");
    const changed = lines.with(at, (lines[at] ?? "").replace("personal-use", "personal-uses"));
    expect((await verify(whole(changed))).fault).toEqual({
      ...{ seal: 2, position: 2, recordId: id },
      sentence: `Record ${id}, at position 2 of seal 2, was changed: its text is not the one that was sealed.`,
    });
  });

  test.each<[string, (at: number) => string[], { seal: number | null; sentence: RegExp }]>([
    [
      "a record removed",
      (at) => lines.toSpliced(at + 2, 1),
      { seal: 2, sentence: /^The record at position 1 of seal 2 was removed/ },
    ],
    [
      "the last record of a seal removed",
      (at) => lines.toSpliced(at + 5, 1),
      { seal: 2, sentence: /position 4 of seal 2 was removed/ },
    ],
    [
      "a record inserted",
      (at) => lines.toSpliced(at + 3, 0, formRecord(anAct()).body),
      { seal: 2, sentence: /was inserted at position 2 of seal 2/ },
    ],
    [
      "a record added behind the last of a seal",
      (at) => lines.toSpliced(at + 6, 0, formRecord(anAct()).body),
      { seal: 2, sentence: /was inserted at position 5 of seal 2/ },
    ],
    [
      "two records that changed places",
      (at) => lines.with(at + 1, lines[at + 2] ?? "").with(at + 2, lines[at + 1] ?? ""),
      { seal: 2, sentence: /^Records were reordered/ },
    ],
    [
      "a withheld record under another hash",
      (at) => lines.with(at + 5, `{"leaf":"${"0".repeat(64)}","withheld":"open-report"}`),
      { seal: 2, sentence: /^A withheld record, at position 4 of seal 2, was changed/ },
    ],
    [
      "another act named for a withheld record",
      (at) => {
        const withheld = lines.findIndex(
          (line, index) => index > at && line.includes('"withheld"'),
        );
        const named = lines[withheld] ?? "";
        return lines.with(withheld, named.replace(/"withheld":"[^"]+"/, '"withheld":"lift-hold"'));
      },
      { seal: null, sentence: /the act that is named for a withheld record/ },
    ],
    [
      "a seal removed with its records",
      (at) => lines.toSpliced(at, 6),
      { seal: 2, sentence: /^Seal 2 was removed/ },
    ],
    [
      "a seal whose line is damaged",
      (at) => lines.with(at, (lines[at] ?? "").slice(1)),
      { seal: 2, sentence: /^Seal 2 was changed or inserted/ },
    ],
    [
      "the last line removed",
      () => lines.slice(0, -1),
      { seal: null, sentence: /^The file ends before its last line/ },
    ],
    [
      "something behind the last line",
      () => [...lines, "{}"],
      { seal: null, sentence: /behind the last line/ },
    ],
    [
      "another key in its first line",
      () => lines.with(0, `{"keys":[],"signpost_ledger":1}`),
      { seal: null, sentence: /the first line/ },
    ],
    ["nothing in it", () => [], { seal: null, sentence: /^This is not a ledger/ }],
  ])("names %s", async (_, change, { seal, sentence }) => {
    const { fault } = await verify(whole(change(seals[1] ?? 0)));
    expect(fault).toMatchObject({ seal, sentence: expect.stringMatching(sentence) });
  });

  test("with its tail cut off is found out by a seal that was kept, and by its last line", async () => {
    const cut = [...lines.slice(0, seals[2]), lines.at(-1) ?? ""];
    const anchor = await latestAnchor();
    expect((await verify(whole(cut), { anchor })).fault?.sentence).toMatch(/^The end was cut off/);
    expect((await verify(whole(cut))).fault).not.toBeNull();
  });

  test("is refused against the keys of another portal", async () => {
    const others = publicKeySet(await newKeys());
    const { fault } = await verifyLedgerFile(inPieces(file), others);
    expect(fault?.sentence).toMatch(/^Seal 1 was changed or inserted. The seal is not signed/);
  });
});
