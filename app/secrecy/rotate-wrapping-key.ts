import { setTimeout } from "node:timers/promises";
import { and, asc, eq, gt, isNotNull, ne, sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { retiredWrappingKeys } from "#drizzle/schema/secrets.ts";
import { type Database, openDatabase, type Transaction } from "../db.ts";
import { inBatches } from "../in-batches.ts";
import { writeRecord } from "../ledger/record.ts";
import { type CaseKeys, keepCaseKeys, loadCaseKeys, newWrappingKey } from "./case-keys.ts";
import { type Rotation, whyNotRead } from "./key-rotation.ts";
import { openVault, type Vault, type WrappedKey } from "./vault.ts";
import { oneOfEachWrapping, tablesOfKeys } from "./wrapped-keys.ts";

/**
 * Makes a new key that wraps, wraps every key of data and of drafts with it, and drops the keys before it from the
 * file, while portals run. What is encrypted stays as it is. A step begins once each running portal has read the file of
 * the step before: the new key first opens, then wraps, and the old ones open until they wrap nothing and the database
 * takes nothing more that they wrap. Interrupted at any moment, it goes on where it was when it is run again. Refuses
 * keys of another portal, and says which step waits for a portal elsewhere, or for what is being written.
 */
export async function rotateWrappingKey(
  rotation: Rotation,
): Promise<{ kid: string; keys: number } | { refused: string }> {
  const { db, owner, folder, now } = rotation;
  const before = await loadCaseKeys(folder, { mayCreate: false });
  if ("refused" in before) return before;
  const known = new Set(before.wrapping.map(({ kid }) => kid));
  const isMissing = (await oneOfEachWrapping(db)).some((row) => !known.has(row.wrappedBy ?? ""));
  if (isMissing) return { refused: `The case keys in ${folder} are not those of this portal` };
  const keys = await stepTo(rotation, before);
  if ("refused" in keys) return keys;
  const [first] = keys.wrapping;
  if (!first) throw new Error("There is no key to wrap with.");
  const inUse = openVault(keys);
  await wrapAll(openDatabase(owner), inUse, first.kid);
  const waits = await whyNotRetired(rotation, inUse, keys);
  if (waits) return { refused: waits };
  const counts = await Promise.all(
    tablesOfKeys.map((table) => db.$count(table, eq(table.wrappedBy, first.kid))),
  );
  const done = { kid: first.kid, keys: counts.reduce((sum, count) => sum + count, 0) };
  await writeRecord(db, {
    ...{ act: "rotate-case-keys", by: null, about: null, at: now(), facts: done },
  });
  await keepCaseKeys(folder, { ...keys, wrapping: [first] });
  return done;
}

/** The steps until every running portal wraps with the new key. A file with several keys is of a run that was broken off. */
async function stepTo(
  rotation: Rotation,
  before: CaseKeys,
): Promise<CaseKeys | { refused: string }> {
  const { folder } = rotation;
  let keys = before;
  if (keys.wrapping.length === 1) {
    const made = newWrappingKey();
    keys = { ...keys, wrapping: [...keys.wrapping, made], next: made.kid };
    await keepCaseKeys(folder, keys);
  }
  if (keys.next) {
    const refused = await whyNotRead(rotation);
    if (refused) return { refused };
    keys = { ...keys, wrapping: [...keys.wrapping.slice(-1), ...keys.wrapping.slice(0, -1)] };
    keys = { ...keys, next: null };
    await keepCaseKeys(folder, keys);
  }
  const refused = await whyNotRead(rotation);
  return refused ? { refused } : keys;
}

/** A thousand at a time, each batch whole or not at all. */
async function wrapAll(db: Database, vault: Vault, kid: string): Promise<void> {
  for (const table of tablesOfKeys) {
    const { id, wrappedKey, wrappedBy } = table;
    await inBatches(
      db,
      "wrapping data keys anew",
      (tx, after, limit) =>
        tx
          .select({ id, wrappedKey, wrappedBy })
          .from(table)
          .where(and(gt(id, after), isNotNull(wrappedKey), ne(wrappedBy, kid)))
          .orderBy(asc(id))
          .limit(limit),
      (tx, rows) => wrapRows(tx, vault, table, rows),
    );
  }
}

async function wrapRows(
  tx: Transaction,
  vault: Vault,
  table: (typeof tablesOfKeys)[number],
  rows: WrappedKey[],
): Promise<void> {
  for (const row of rows) {
    const { wrappedKey, wrappedBy } = vault.wrapAnew(row);
    await tx
      .update(table)
      .set({ wrappedKey, wrappedBy } as never)
      .where(eq(table.id, row.id));
  }
}

/**
 * Wraps what was still being written under the old keys, and has the database take nothing more that they wrap: what
 * is wrapped with one later, by a process that was held up, is refused instead of lost. Waits for whatever writes at
 * the moment. Null, or what to do when that takes too long.
 */
async function whyNotRetired(
  { owner, now, patience }: Rotation,
  vault: Vault,
  { wrapping: [first, ...others] }: CaseKeys,
): Promise<string | null> {
  const db = openDatabase(owner);
  for (let second = 0; ; second += 1) {
    try {
      await db.transaction(async (tx) => {
        // Less than what a database takes to look for a deadlock: the people's acts go first.
        await tx.execute(sql`set local lock_timeout = '500ms'`);
        for (const table of tablesOfKeys) {
          const { id, wrappedKey, wrappedBy } = table;
          await tx.execute(sql`lock table ${table} in share row exclusive mode`);
          const left = await tx
            .select({ id, wrappedKey, wrappedBy })
            .from(table)
            .where(and(isNotNull(wrappedKey), ne(wrappedBy, first?.kid ?? "")));
          await wrapRows(tx, vault, table, left);
        }
        const retired = others.map(({ kid }) => ({ kid, retiredAt: now() }));
        if (retired.length === 0) return;
        await tx.insert(retiredWrappingKeys).values(retired).onConflictDoNothing();
      });
      return null;
    } catch (problem) {
      const { code } = ((problem as Error).cause ?? problem) as PostgresError;
      if (code !== "55P03") throw problem;
    }
    if (second >= patience) {
      return "Something is still being written with the old key. Run this again: it goes on where it was";
    }
    await setTimeout(1000);
  }
}
