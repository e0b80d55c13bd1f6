import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publicKeySet } from "#app/ledger/keys.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { testDatabase } from "#tests/support/database.ts";
import { emptyLedger, setGuardsAside, tamperings } from "./tampering.ts";
import { anAct, type Leaf, newKeys, noon, writeLedger } from "./written-ledger.ts";

const keys = await newKeys();
const trusted = publicKeySet(keys);

describe("a ledger that nobody touched", () => {
  const database = testDatabase();

  it("is in order when it is empty", async () => {
    const verdict = { records: 0, seals: 0, unsealed: 0, fault: null };
    expect(await verifyLedger(database.owner, trusted)).toEqual(verdict);
  });

  it("is in order, also with records that wait and others being written", async () => {
    const { owner, db } = database;
    await writeLedger(database, keys);
    await writeRecord(db, anAct());
    const verdict = { records: 18, seals: 3, unsealed: 1, fault: null };
    await db.transaction(async (tx) => {
      await writeRecord(tx, anAct());
      expect(await verifyLedger(owner, trusted)).toEqual(verdict);
    });
  });

  it("is in order when a later key sealed the rest, and the first is published still", async () => {
    const { owner } = database;
    const next = await newKeys();
    await sealCommitted(owner, next, noon);
    const both = { keys: [...publicKeySet(next).keys, ...trusted.keys] };
    expect(await verifyLedger(owner, both)).toMatchObject({ seals: 4, records: 20, fault: null });
    const fault = { seal: 4, sentence: expect.stringMatching(/public keys/) };
    expect(await verifyLedger(owner, trusted)).toMatchObject({ seals: 3, records: 18, fault });
  });
});

describe("the verifier names", () => {
  const database = testDatabase();

  beforeAll(() => setGuardsAside(database.owner));
  beforeEach(() => emptyLedger(database.owner));

  it.each(tamperings)("$does", async ({ tamper, seal, position, record, says }) => {
    const { owner } = database;
    const leaves = await writeLedger(database, keys);
    const at = (inSeal: number, place: number) =>
      leaves.find((leaf) => leaf.seal === inSeal && leaf.position === place)?.recordId as string;
    const added = await tamper(owner, at);
    const recordId = record === "added" ? added : record && at(...record);
    const { fault } = await verifyLedger(owner, trusted);
    expect(fault).toEqual({ seal, position, recordId, sentence: expect.stringMatching(says) });
  });
});

describe("a seal kept elsewhere", () => {
  const database = testDatabase();
  let leaves: Leaf[];
  let anchors: string[];

  beforeAll(async () => {
    leaves = await writeLedger(database, keys);
    const seals = await database.owner`select signature from ledger_seals order by number`;
    anchors = seals.map(({ signature }) => signature);
    await setGuardsAside(database.owner);
  });

  it("agrees with the ledger it came from, also when that has grown", async () => {
    for (const anchor of anchors) {
      expect((await verifyLedger(database.owner, trusted, { anchor })).fault).toBeNull();
    }
  });

  it("shows that the end was cut off, which nothing else can", async () => {
    const { owner } = database;
    const [anchor] = anchors.slice(-1);
    const gone = leaves.filter((leaf) => leaf.seal === 3).map(({ recordId }) => recordId);
    await owner`delete from ledger_seals where number = 3`;
    await owner`delete from ledger_leaves where seal = 3`;
    await owner`delete from ledger_records where id in ${owner(gone)}`;
    expect((await verifyLedger(owner, trusted)).fault).toBeNull();
    expect(await verifyLedger(owner, trusted, { anchor })).toMatchObject({
      seals: 2,
      fault: { seal: 3, sentence: expect.stringMatching(/^The end was cut off/) },
    });
  });

  it("shows that the history was written and signed anew, even by the portal's own key", async () => {
    const { owner } = database;
    await owner`delete from ledger_leaves`;
    await owner`delete from ledger_seals`;
    await owner`insert into ledger_unsealed select id from ledger_records`;
    await sealCommitted(owner, keys, noon, { limit: 6 });
    await sealCommitted(owner, keys, noon, { limit: 6 });
    expect((await verifyLedger(owner, trusted)).fault).toBeNull();
    const [anchor] = anchors;
    expect((await verifyLedger(owner, trusted, { anchor })).fault).toMatchObject({
      seal: 1,
      sentence: expect.stringMatching(/history .* was rewritten/),
    });
  });

  it("is refused when it is none, or signed by another", async () => {
    const { owner } = database;
    const others = publicKeySet(await newKeys());
    for (const [anchor, set] of [
      ["", trusted],
      ["a.b.c", trusted],
      [anchors[0] as string, others],
    ] as const) {
      const { fault } = await verifyLedger(owner, set, { anchor });
      expect(fault?.sentence).toMatch(/^The seal kept elsewhere cannot be used/);
    }
  });
});
