import { describe, expect, it } from "vitest";
import { publicKeySet } from "#app/ledger/keys.ts";
import { leafHash, verifyInclusion } from "#app/ledger/merkle.ts";
import { inclusionOf } from "#app/ledger/proof.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { openSeal } from "#app/ledger/seal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { anAct, newKeys, writeLedger } from "./written-ledger.ts";

const database = testDatabase();

describe("the proof that a record is sealed", () => {
  it("is not there while the record waits", async () => {
    const { id } = await writeRecord(database.db, anAct());
    expect(await inclusionOf(database.db, id)).toBeNull();
  });

  it("is given to the portal for every sealed record, and holds under the signed root", async () => {
    const keys = await newKeys();
    const leaves = await writeLedger(database, keys, { seals: 2, size: 5 });
    for (const { recordId, position } of leaves) {
      const inclusion = await inclusionOf(database.db, recordId);
      if (!inclusion) throw new Error("no proof");
      const opened = await openSeal(inclusion.seal, publicKeySet(keys));
      if ("refused" in opened) throw new Error(opened.refused);
      const [record] = await database.owner`select body from ledger_records where id = ${recordId}`;
      const path = inclusion.path.map((hash) => Buffer.from(hash, "hex"));
      const root = Buffer.from(opened.seal.root, "hex");
      expect(inclusion).toMatchObject({ position, size: opened.seal.size });
      const { size } = inclusion;
      expect(verifyInclusion(leafHash(record?.body), position, size, path, root)).toBe(true);
    }
  });
});
