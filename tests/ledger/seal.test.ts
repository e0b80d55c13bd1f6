import type { TransactionSql } from "postgres";
import { describe, expect, it } from "vitest";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { leafHash, merkleRoot } from "#app/ledger/merkle.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { openSeal, sealCommitted } from "#app/ledger/seal.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { testDatabase } from "#tests/support/database.ts";
import { anAct, newKeys, noon, writeLedger } from "./written-ledger.ts";

const keys = await newKeys();

describe("a seal", () => {
  const database = testDatabase();

  it("covers what waits, says so under its signature, and follows the seal before", async () => {
    await writeLedger(database, keys, { seals: 2, size: 3 });
    const [first, second] = await database.owner`select * from ledger_seals order by number`;
    const hashes = async (seal: number) => {
      const records = await database.owner`
        select body from ledger_leaves join ledger_records on id = record_id
        where seal = ${seal} order by position`;
      return Buffer.concat(records.map(({ body }) => leafHash(body)));
    };
    expect(JSON.parse(first?.body)).toEqual({
      v: 1,
      number: 1,
      previous: null,
      size: 3,
      first: 0,
      root: merkleRoot(await hashes(1)).toString("hex"),
      sealed_at: "2026-03-02T12:00:01.000Z",
    });
    expect(JSON.parse(second?.body)).toMatchObject({
      number: 2,
      previous: sha256Hex(first?.body),
      first: 3,
    });
    expect(second?.leaf_hashes).toEqual(await hashes(2));
    expect(second?.body).toBe(canonicalJson(JSON.parse(second?.body)));
    expect(await openSeal(second?.signature, publicKeySet(keys))).toEqual({
      seal: JSON.parse(second?.body),
      text: second?.body,
    });
    expect(await database.owner`select from ledger_unsealed`).toHaveLength(0);
  });

  it("is not made when nothing waits", async () => {
    const before = await database.owner`select from ledger_seals`;
    expect(await sealCommitted(database.owner, keys, noon)).toBe(0);
    expect(await database.owner`select from ledger_seals`).toHaveLength(before.length);
  });

  it("takes no more than its limit, and leaves the rest to the next", async () => {
    for (let n = 0; n < 5; n++) await writeRecord(database.db, anAct());
    const limit = { limit: 3 };
    expect(await sealCommitted(database.owner, keys, noon, limit)).toBe(3);
    expect(await sealCommitted(database.owner, keys, noon, limit)).toBe(2);
    expect(await sealCommitted(database.owner, keys, noon, limit)).toBe(0);
  });

  it("does not cover a record whose act is not committed, and covers it afterwards", async () => {
    let id = "";
    await database.db.transaction(async (tx) => {
      ({ id } = await writeRecord(tx, anAct()));
      expect(await sealCommitted(database.owner, keys, noon)).toBe(0);
    });
    expect(await sealCommitted(database.owner, keys, noon)).toBe(1);
    const leaves = await database.owner`select from ledger_leaves where record_id = ${id}`;
    expect(leaves).toHaveLength(1);
  });

  it("is not made beside another: who comes second finds the lock held and seals nothing", async () => {
    await writeRecord(database.db, anAct());
    await database.owner.begin(async (other: TransactionSql) => {
      await other`select pg_advisory_xact_lock(hashtext('signpost: sealing'))`;
      expect(await sealCommitted(database.owner, keys, noon)).toBe(0);
    });
    expect(await sealCommitted(database.owner, keys, noon)).toBe(1);
  });
});

describe("two sealers at once, while records are written", () => {
  const database = testDatabase();

  it("leave no gap and seal nothing twice", async () => {
    const { db, owner } = database;
    const total = 300;
    let written = 0;
    const write = async () => {
      for (; written < total; ) {
        written++;
        await writeRecord(db, anAct());
      }
    };
    let sealed = 0;
    const seal = async () => {
      for (let idle = 0; sealed < total && idle < 2000; idle++) {
        const count = await sealCommitted(owner, keys, noon, { limit: 7 });
        sealed += count;
        if (count > 0) idle = 0;
      }
    };
    await Promise.all([write(), write(), write(), seal(), seal()]);
    expect(sealed).toBe(total);
    const verdict = await verifyLedger(owner, publicKeySet(keys));
    expect(verdict).toMatchObject({ records: total, unsealed: 0, fault: null });
  });
});
