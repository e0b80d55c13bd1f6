import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { writeRecord } from "#app/ledger/record.ts";
import { sealLimit } from "#app/ledger/seal.ts";
import { startSealing } from "#app/ledger/sealing.ts";
import { testDatabase } from "#tests/support/database.ts";
import { anAct, newKeys, noon } from "./written-ledger.ts";

const keys = await newKeys();
const database = testDatabase();
const waiting = async () => {
  const [row] = await database.owner`select count(*)::int as count from ledger_unsealed`;
  return row?.count as number;
};
const until = async (isSo: () => Promise<boolean> | boolean) => {
  while (!(await isSo())) await setTimeout(5);
};
const nothingWaits = async () => (await waiting()) === 0;

describe("the sealing loop", () => {
  it("seals again and again, and nothing once it is stopped", async () => {
    const problems: unknown[] = [];
    const onError = (problem: unknown) => problems.push(problem);
    const sealing = startSealing(database.owner, keys, { now: () => noon, everyMs: 10, onError });
    for (let round = 0; round < 2; round++) {
      await writeRecord(database.db, anAct());
      await until(nothingWaits);
    }
    await sealing.stop();
    await writeRecord(database.db, anAct());
    await setTimeout(60);
    expect(await waiting()).toBe(1);
    expect(problems).toEqual([]);
  });

  it("reports an error and seals when it has passed", async () => {
    const { owner } = database;
    await writeRecord(database.db, anAct());
    await owner`alter table ledger_seals rename to ledger_seals_away`;
    const problems: unknown[] = [];
    const onError = (problem: unknown) => problems.push(problem);
    const sealing = startSealing(owner, keys, { now: () => noon, everyMs: 10, onError });
    await until(() => problems.length > 1);
    await owner`alter table ledger_seals_away rename to ledger_seals`;
    await until(nothingWaits);
    await sealing.stop();
    expect(String(problems[0])).toMatch(/ledger_seals/);
  });

  it("works off a backlog without a pause", async () => {
    const { owner } = database;
    await owner`
      with made as (
        select gen_random_uuid() as id from generate_series(1, ${sealLimit + 1})
      ), record as (
        insert into ledger_records (id, act, recorded_at, body)
        select id, 'assign', ${noon}, '{"about":null,"act":"assign","at":"' || ${noon.toISOString()}::text
          || '","by":null,"facts":{},"id":"' || id || '","v":1}'
        from made returning id
      ) insert into ledger_unsealed select id from record`;
    const onError = (problem: unknown) => {
      throw problem;
    };
    const sealing = startSealing(owner, keys, { now: () => noon, everyMs: 3_600_000, onError });
    await until(nothingWaits);
    await sealing.stop();
    expect(await waiting()).toBe(0);
  });
});
