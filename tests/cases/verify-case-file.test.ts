import { beforeAll, describe, expect, test } from "vitest";
import type { CaseExport } from "#app/cases/export/case-export.ts";
import { streamZip, textPart } from "#app/cases/export/zip-parts.ts";
import { loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { addToCase, exportOf, signAgain, unzip, verify } from "#tests/support/case-exports.ts";
import { caseUpTo } from "#tests/support/cases.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let zip: Buffer;
let files: Map<string, Buffer>;

beforeAll(async () => {
  const number = await caseUpTo(city, "reviewed");
  await addToCase(city, number, { name: "thread.jpg", bytes: await aPicture() });
  zip = await exportOf(city, "1003", number);
  files = await unzip(zip);
});

/** The export put together again, with what `change` makes of its files. */
async function again(change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
  const changed = new Map(files);
  change(changed);
  const parts = [...changed].map(([name, bytes]) => ({
    ...{ ...textPart(name, ""), size: bytes.length },
    open: () => new Blob([bytes as BlobPart]).stream() as ReadableStream<Uint8Array>,
  }));
  return Buffer.from(await new Response(streamZip(parts, city.portal.now())).arrayBuffer());
}

/** The same by somebody who can sign as the portal: with a manifest that is right. */
const signedAgain = (change: (kase: CaseExport, files: Map<string, Buffer>) => void) =>
  signAgain(city, files, (changed) => {
    const kase = JSON.parse(String(changed.get("case.json"))) as CaseExport;
    change(kase, changed);
    changed.set("case.json", Buffer.from(JSON.stringify(kase)));
  });

test("an export verifies as it came, and put together again with the same files", async () => {
  expect(await verify(city, zip)).toHaveProperty("verdict");
  expect(await verify(city, await again(() => {}))).toHaveProperty("verdict");
});

describe("a file of it", () => {
  const changed = (name: string) => again((all) => all.set(name, flipped(all.get(name))));

  test.each([
    "case.html",
    "case.json",
    "README.txt",
    "ledger/0001.json",
    "evidence/001-thread.jpg",
  ])("that was changed by one byte is named: %s", async (name) => {
    expect(await verify(city, await changed(name))).toEqual({
      refused: `${name} was changed: it is not the file that was signed.`,
    });
  });

  test("that was removed is named", async () => {
    const without = await again((all) => all.delete("evidence/001-thread.jpg"));
    expect(await verify(city, without)).toEqual({
      refused: "evidence/001-thread.jpg is missing: it was removed from the file.",
    });
  });

  test("that was added is named", async () => {
    const more = await again((all) => all.set("evidence/002-forged.txt", Buffer.from("Forged")));
    expect(await verify(city, more)).toEqual({
      refused: "evidence/002-forged.txt was added: the manifest does not name it.",
    });
  });

  test("whose name would leave the folder is refused before it is read", async () => {
    const slipped = await again((all) => all.set("../../slipped.txt", Buffer.from("Slipped")));
    expect(await verify(city, slipped)).toMatchObject({ refused: /^The ZIP file is damaged/ });
  });
});

describe("its manifest", () => {
  test("is refused where it is missing, changed, or written in another way", async () => {
    const name = "manifest.json";
    expect(await verify(city, await again((all) => all.delete(name)))).toMatchObject({
      refused: /^manifest\.json is missing/,
    });
    const text = String(files.get(name));
    for (const other of [text.replace("Tom Baker", "Tim Baker"), ` ${text}`, `${text}\n`, "{}"]) {
      const forged = await again((all) => all.set(name, Buffer.from(other)));
      expect(await verify(city, forged)).toMatchObject({ refused: /^manifest\.json was changed/ });
    }
  });

  test("is refused by other keys than the portal's, whatever keys lie in the file", async () => {
    const { keysFolder } = { keysFolder: `${city.home}/other-keys` };
    const other = await loadKeys(keysFolder, { mayCreate: true });
    if ("refused" in other) throw new Error(other.refused);
    expect(await verify(city, zip, publicKeySet(other))).toMatchObject({
      refused:
        /^manifest\.json is not genuine\. .*not signed as a case with any of the public keys/,
    });
  });
});

test("an export that was cut off is said to be, wherever it ends", async () => {
  for (const length of [zip.length - 1, zip.length - 30, Math.floor(zip.length / 2), 10, 0]) {
    expect(await verify(city, zip.subarray(0, length))).toMatchObject({
      refused: /cut off|damaged/,
    });
  }
});

test("no byte can be changed without a refusal, unless every file still reads the same", async () => {
  const step = Math.ceil(zip.length / 150);
  for (let at = 0; at < zip.length; at += step) {
    const other = Buffer.from(zip);
    other[at] = (other[at] ?? 0) ^ 1;
    const said = await verify(city, other);
    if ("verdict" in said) expect(await unzip(other)).toEqual(files);
  }
});

describe("by somebody who can sign as the portal", () => {
  type ActOf = Extract<CaseExport["acts"][number], { bound: unknown }>;
  const actsOf = (kase: CaseExport) => kase.acts as ActOf[];

  test("two acts that were exchanged are named", async () => {
    const forged = await signedAgain((kase) => {
      const [first, second] = actsOf(kase);
      if (first && second) [first.ledger, second.ledger] = [second.ledger, first.ledger];
    });
    expect(await verify(city, forged)).toEqual({
      refused: "Act 1 is not what the ledger recorded: its record is of act 2.",
    });
  });

  test.each<[string, (act: ActOf) => unknown, RegExp]>([
    ["another respondent", (act) => Object.assign(act.person ?? {}, { id: act.by.id }), /digest/],
    [
      "another outcome",
      (act) => Object.assign(act.bound, { details: { outcome: "none" } }),
      /digest/,
    ],
    ["other words", (act) => Object.assign(act.bound, { words_sha256: "0".repeat(64) }), /digest/],
    [
      "another doer",
      (act) => Object.assign(act.by, { id: act.person?.id }),
      /somebody else did it/,
    ],
    ["another moment", (act) => Object.assign(act, { at: "2026-11-22T10:00:00.000Z" }), /moment/],
  ])("a finding with %s is named", async (_, change, why) => {
    let number = 0;
    const forged = await signedAgain((kase) => {
      const found = actsOf(kase).find(({ act }) => act === "found");
      number = found?.number ?? 0;
      if (found) change(found);
    });
    const said = await verify(city, forged);
    expect(said).toMatchObject({ refused: why });
    expect(said).toMatchObject({ refused: new RegExp(`^Act ${number} is not what`) });
  });

  test.each<[string, (kase: CaseExport) => unknown]>([
    [
      "outcome of a finding",
      ({ findings: [one] }) => Object.assign(one ?? {}, { outcome: "inconclusive" }),
    ],
    [
      "clause of an allegation",
      ({ allegations: [one] }) => Object.assign(one ?? {}, { clause: "6.a" }),
    ],
  ])("another %s than its act binds is named", async (_, change) => {
    const forged = await signedAgain((kase) => void change(kase));
    expect(await verify(city, forged)).toMatchObject({
      refused: /^Act \d+ is not .*: what belongs to it is told otherwise than it was recorded\.$/,
    });
  });

  test("a record that no seal covers is named", async () => {
    const forged = await signedAgain((_, all) => {
      const told = JSON.parse(String(all.get("ledger/0003.json")));
      told.proof.position += 1;
      all.set("ledger/0003.json", Buffer.from(JSON.stringify(told)));
    });
    expect(await verify(city, forged)).toMatchObject({ refused: /^Act 3 .* its seal covers\.$/ });
  });

  test("an act taken out of the middle is named", async () => {
    const forged = await signedAgain((kase) => void kase.acts.splice(2, 1));
    expect(await verify(city, forged)).toEqual({ refused: "Act 3 is missing in case.json." });
  });
});

function flipped(bytes: Buffer | undefined): Buffer {
  const other = Buffer.from(bytes ?? "");
  const at = Math.floor(other.length / 2);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}
