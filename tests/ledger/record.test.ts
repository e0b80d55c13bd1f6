import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/ledger/canonical.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { testDatabase } from "#tests/support/database.ts";
import { anAct, noon } from "./written-ledger.ts";

const database = testDatabase();

describe("a ledger record", () => {
  it("says in canonical JSON what was done, by whom, about whom and when", async () => {
    const [by, about] = [randomUUID(), randomUUID()];
    const facts = { role: "auditor", because: null };
    const act = { act: "grant-role", by, about, at: noon, facts } as const;
    const { id, body } = await writeRecord(database.db, act);
    const [row] = await database.owner`select * from ledger_records where id = ${id}`;
    expect(row).toMatchObject({ id, act: "grant-role", about, recorded_at: noon, body });
    const said = { v: 1, id, act: "grant-role", by, about, at: "2026-03-02T12:00:00.000Z", facts };
    expect(body).toBe(canonicalJson(said));
  });

  it("waits for its seal from the moment it is written", async () => {
    const { id } = await writeRecord(database.db, anAct());
    expect(await database.owner`select from ledger_unsealed where record_id = ${id}`).toHaveLength(
      1,
    );
  });

  it("is undone with the act it belongs to", async () => {
    let id = "";
    const act = database.db.transaction(async (tx) => {
      ({ id } = await writeRecord(tx, anAct()));
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    expect(await database.owner`select from ledger_records where id = ${id}`).toHaveLength(0);
    expect(await database.owner`select from ledger_unsealed where record_id = ${id}`).toHaveLength(
      0,
    );
  });

  it("is not written when a fact is nothing that JSON can say", async () => {
    const before = await database.owner`select from ledger_records`;
    const facts = { days: Number.NaN };
    await expect(writeRecord(database.db, anAct({ facts }))).rejects.toThrow(TypeError);
    expect(await database.owner`select from ledger_records`).toHaveLength(before.length);
  });

  it("keeps every character, U+0000 and what SQL would heed included", async () => {
    const facts = { text: "a\u0000b'\"\\ \u2028 é 🌾 $1 :x %s" };
    const { id, body } = await writeRecord(database.db, anAct({ facts }));
    const [row] = await database.owner`select body from ledger_records where id = ${id}`;
    expect(row?.body).toBe(body);
    expect(JSON.parse(body).facts).toEqual(facts);
  });

  it("is found by its person in whichever case the id came", async () => {
    const about = randomUUID();
    const { body } = await writeRecord(database.db, anAct({ about: about.toUpperCase() }));
    expect(JSON.parse(body).about).toBe(about);
  });
});

describe("the tables of the ledger", () => {
  it.each(["ledger_records", "ledger_seals", "ledger_leaves"])(
    "%s: no row is changed, removed or truncated, by the owner or by the portal",
    async (table) => {
      const { owner, portal } = database;
      await owner`insert into ledger_seals values (0, now(), '', '', '')  on conflict do nothing`;
      const { id } = await writeRecord(database.db, anAct());
      await owner`insert into ledger_leaves values (0, (select count(*) from ledger_leaves), ${id})`;
      const column = table === "ledger_leaves" ? "position" : "body";
      for (const [sql, refusal] of [
        [owner, /is evidence/],
        [portal, /permission denied/],
      ] as const) {
        await expect(sql.unsafe(`update ${table} set ${column} = ${column}`)).rejects.toThrow(
          refusal,
        );
        await expect(sql.unsafe(`delete from ${table}`)).rejects.toThrow(refusal);
        await expect(sql.unsafe(`truncate ${table} cascade`)).rejects.toThrow(refusal);
      }
    },
  );

  it("let the portal seal nothing itself, and take nothing off the list of what waits", async () => {
    const { portal } = database;
    const denied = /permission denied/;
    await expect(portal`insert into ledger_seals values (9, now(), '', '', '')`).rejects.toThrow(
      denied,
    );
    await expect(portal`delete from ledger_unsealed`).rejects.toThrow(denied);
    await expect(portal`truncate ledger_unsealed`).rejects.toThrow(denied);
    await expect(portal`update ledger_unsealed set record_id = record_id`).rejects.toThrow(denied);
    const leaf = portal`insert into ledger_leaves select 0, 99, id from ledger_records limit 1`;
    await expect(leaf).rejects.toThrow(denied);
  });
});
