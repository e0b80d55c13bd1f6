import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Keys, loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { inclusionOf } from "#app/ledger/proof.ts";
import { makeReceipt, shownDigest } from "#app/ledger/receipt.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { runCommand } from "./run-command.ts";
import { newKeys, noon } from "./written-ledger.ts";

const database = testDatabase();
const named = (name: string, number: string) => ({ name, number });
/** As the portal writes one on paper: see `whatWasShown`. */
const shown = {
  reference: "R-12345-ABCDE",
  organization: "Town of Example",
  person: { name: "Zoë O’Neill", number: "42", typed_name: "Z. O’Neill" },
  policy: {
    ...{ number: "3.51", title: "Social Media", version: 1, effective_on: "2026-01-01" },
    version_digest: "0".repeat(64),
  },
  track: "Personal use",
  lessons: [],
  statement: "I have read it.",
  grade: "witnessed",
  method: "paper",
  acknowledged_at: "2026-11-23T15:30:00.000Z",
  paper: {
    signed_on: "2026-11-20",
    witness: named("Ray Fontaine", "1004"),
    scan_sha256: "a".repeat(64),
    lessons: "read-aloud",
    read_aloud: { on: "2026-11-19", by: named("Nadia Petryk", "1005") },
    recorded_by: named("Helen Osei", "1002"),
  },
};
let folder: string;
let keys: Keys;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "signpost-receipt-"));
  keys = (await loadKeys(join(folder, "keys"), { mayCreate: true })) as Keys;
  const person = randomUUID();
  const facts = { version_digest: "0".repeat(64), shown_digest: shownDigest(shown) };
  const act = { act: "acknowledge", by: person, about: person, at: noon, facts } as const;
  const { id, body } = await writeRecord(database.db, act);
  await sealCommitted(database.owner, keys, noon);
  const inclusion = await inclusionOf(database.db, id);
  if (!inclusion) throw new Error("The record is not sealed.");
  const receipt = await makeReceipt(keys, { issuer: "Town of Example", body, shown, inclusion });
  await writeFile(join(folder, "receipt.json"), receipt);
  await writeFile(join(folder, "changed.json"), receipt.replace("Zoë", "Zoe"));
  await writeFile(join(folder, "jwks.json"), JSON.stringify(publicKeySet(keys)));
  await writeFile(join(folder, "others.json"), JSON.stringify(publicKeySet(await newKeys())));
});
afterAll(() => rm(folder, { recursive: true }));

const verify = (...flags: string[]) => runCommand("receipt-verify", flags, { folder });

describe("npm run receipt:verify", () => {
  it("says what a genuine receipt shows, by the portal's own keys or by a kept list", async () => {
    for (const flags of [["receipt.json"], ["receipt.json", "--keys", "jwks.json"]]) {
      const { status, said, complained } = await verify(...flags);
      expect({ status, complained }).toEqual({ status: 0, complained: "" });
      expect(said).toMatch(/genuine/);
      for (const row of [
        /^ {2}Name {2,}Zoë O’Neill \(42\)$/m,
        /^ {2}Name as typed {2,}Z. O’Neill$/m,
        /^ {2}Grade {2,}Acknowledged on paper, before a witness$/m,
        /^ {2}Statement {2,}I have read it\.$/m,
      ]) {
        expect(said).toMatch(row);
      }
    }
  });

  it("names the witness, who read the lessons aloud and the scan of a receipt on paper", async () => {
    const { said } = await verify("receipt.json");
    expect(said).toMatch(/^ {2}Signed on {2,}(20 November 2026|November 20, 2026)$/m);
    expect(said).toMatch(/^ {2}Witness {2,}Ray Fontaine \(1004\)$/m);
    expect(said).toMatch(/^ {2}Lessons {2,}Read aloud on .* by Nadia Petryk \(1005\)$/m);
    expect(said).toMatch(/^ {2}Recorded by {2,}Helen Osei \(1002\)$/m);
    expect(said).toContain("a".repeat(64));
    expect(said).not.toMatch(/[{}_]|undefined/);
  });

  it.each([
    ["a changed receipt", ["changed.json"], /was changed/],
    ["another portal's keys", ["receipt.json", "--keys", "others.json"], /public keys/],
    ["a list without keys", ["receipt.json", "--keys", "receipt.json"], /no public keys/],
    ["a missing list", ["receipt.json", "--keys", "missing.json"], /cannot be read/],
    ["a missing receipt", ["missing.json"], /cannot be read/],
    ["no receipt named", [], /Name the receipt/],
    ["an unknown flag", ["receipt.json", "--key", "jwks.json"], /Name the receipt/],
  ])("ends with 1 and a sentence for %s", async (_, flags, sentence) => {
    const { status, said, complained } = await verify(...flags);
    expect({ status, said }).toEqual({ status: 1, said: "" });
    expect(complained).toMatch(sentence);
    expect(complained.trim().split("\n")).toHaveLength(1);
  });

  it("makes no keys where there are none", async () => {
    const empty = await mkdtemp(join(tmpdir(), "signpost-empty-"));
    const flags = [join(folder, "receipt.json")];
    const { status, complained } = await runCommand("receipt-verify", flags, { folder: empty });
    expect(status).toBe(1);
    expect(complained).toMatch(/no ledger keys/);
    expect(await readdir(empty)).toEqual([]);
    await rm(empty, { recursive: true });
  });
});
