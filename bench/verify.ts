import { createHash } from "node:crypto";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { openDatabase } from "#app/db.ts";
import { readBinaryRows } from "#app/ledger/binary-copy.ts";
import { loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { writeRecords } from "#app/ledger/record.ts";
import { sealCommitted, sealLimit } from "#app/ledger/seal.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { type Measure, median, round } from "./measure.ts";
import { sizeOf } from "./sizes.ts";
import { makeHome, startServer } from "./town.ts";

const turns = 3;

/**
 * `ledger:verify` over the whole ledger, of what it takes to read the same bodies from the same database and to hash
 * each with node:crypto: in turn, after one of each to warm up.
 */
export const verifyMeasure: Measure = {
  id: "verify",
  goal: { atLeast: 0.5 },
  unit: "of reading and hashing",
  async run(leftovers) {
    const size = sizeOf("records", 1_000_000);
    const home = await makeHome(leftovers);
    const { ownerUrl } = await startServer(leftovers, home);
    await migrateDatabase(ownerUrl);
    const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
    leftovers.defer(() => owner.end());
    const keys = await loadKeys(join(home, "keys"), { mayCreate: true });
    if ("refused" in keys) throw new Error(keys.refused);
    await fillLedger(owner, size, () => sealCommitted(owner, keys, new Date()));

    const floor: number[] = [];
    const ours: number[] = [];
    let bytes = 0;
    for (let turn = -1; turn < turns; turn++) {
      const one = await timed(() => readAndHash(owner));
      const other = await timed(() => verifyLedger(owner, publicKeySet(keys)));
      if (other.found.fault) throw new Error(other.found.fault.sentence);
      if (one.found.records < size || other.found.records !== size) {
        throw new Error(`Of ${size} records ${other.found.records} were verified.`);
      }
      bytes = one.found.bytes;
      if (turn < 0) continue;
      floor.push(one.seconds);
      ours.push(other.seconds);
    }
    const ratios = ours.map((seconds, turn) => (floor[turn] ?? Number.NaN) / seconds);
    return {
      value: median(ratios),
      detail: {
        ratios: ratios.map(round).join(" "),
        seconds: `${round(median(ours))}, floor ${round(median(floor))}`,
        recordsASecond: round(size / median(ours)),
        seeded: `${size} records under ${Math.ceil(size / sealLimit)} seals, ${round(bytes / 1e6)} MB of bodies`,
      },
    };
  },
};

/** Records like those of assignments, sealed as the portal seals a backlog. */
async function fillLedger(owner: Sql, size: number, seal: () => Promise<number>): Promise<void> {
  const db = openDatabase(owner);
  const facts = { assignment: "0".repeat(36), track: "personal-use", due_on: "2026-12-14" };
  for (let written = 0; written < size; written += sealLimit) {
    const recorded = Array.from({ length: Math.min(sealLimit, size - written) }, () => ({
      ...{ act: "assign", by: null, about: null, at: new Date(), facts },
    }));
    await writeRecords(db, recorded as never);
    await seal();
  }
  await owner`vacuum analyze`;
}

async function readAndHash(owner: Sql): Promise<{ records: number; bytes: number }> {
  let [records, bytes] = [0, 0];
  await owner.begin("isolation level repeatable read read only", async (tx) => {
    await readBinaryRows(tx, "select body from ledger_records", (row) => {
      const body = row.bytes.subarray(row.starts[0], row.ends[0]);
      createHash("sha256").update(body).digest();
      records += 1;
      bytes += body.length;
    });
  });
  return { records, bytes };
}

async function timed<T>(act: () => Promise<T>): Promise<{ found: T; seconds: number }> {
  const began = performance.now();
  const found = await act();
  return { found, seconds: (performance.now() - began) / 1000 };
}
