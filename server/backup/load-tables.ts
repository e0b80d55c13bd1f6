import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { fileOf, type Manifest, type TableEntry } from "./manifest.ts";
import {
  copyOf,
  filledByMigrations,
  inOrderOfReference,
  leftOut,
  readColumns,
  spellAlike,
} from "./tables.ts";

/** Undoes the transaction it is thrown in; its message is the sentence to say. */
class Refusal extends Error {}

/**
 * Loads a backup into the empty tables of its own migration, as their owner, in one transaction: every row, or
 * none and a sentence. The portal's own triggers sleep meanwhile: what they see to was seen to when the rows were
 * written. The database's own rules (types, checks, keys, references) hold for each row.
 */
export async function loadTables(
  sql: Sql,
  folder: string,
  backup: Manifest,
  told: (table: TableEntry) => Promise<void> | void,
): Promise<{ refused: string } | null> {
  try {
    await sql.begin(async (tx) => {
      await spellAlike(tx);
      const columns = await readColumns(tx);
      refuseOtherTables(columns, backup);
      const all = [...columns.keys()];
      await tx.unsafe(`lock table ${all.map(quoted)} in access exclusive mode`);
      if (!(await areEmpty(tx, all))) throw new Refusal(notEmpty);
      await tx.unsafe(ofEach(all, "disable trigger user"));
      for (const name of filledByMigrations) await tx.unsafe(`delete from ${quoted(name)}`);
      const entries = new Map(backup.tables.map((entry) => [entry.name, entry]));
      for (const name of await inOrderOfReference(tx, all)) {
        const entry = entries.get(name);
        if (!entry || entry.rows === 0) continue;
        await loadTable(tx, folder, entry);
        await told(entry);
      }
      for (const { table, column, last, isCalled } of backup.sequences) {
        await tx`select setval(pg_get_serial_sequence(${`public.${table}`}, ${column}), ${last}, ${isCalled})`;
      }
      for (const { task, payload, key, runAt } of backup.jobs) {
        await tx`select enqueue(${task}, ${JSON.stringify(payload)}::text::json, ${key},
          ${runAt}::text::timestamptz)`;
      }
      await tx.unsafe(ofEach(all, "enable trigger user"));
    });
    return null;
  } catch (problem) {
    if (problem instanceof Refusal) return { refused: problem.message };
    throw problem;
  }
}

export const notEmpty =
  "This database is not empty, and nothing was loaded. Restore into a new one: an empty DATABASE_OWNER_URL, or another SIGNPOST_HOME";

/** Whether no table holds a row, but for those a migration wrote. */
export async function areEmpty(sql: Sql | TransactionSql, tables: string[]): Promise<boolean> {
  for (const name of tables.filter((table) => !filledByMigrations.includes(table))) {
    const [row] = await sql.unsafe(`select from ${quoted(name)} limit 1`);
    if (row) return false;
  }
  return true;
}

/** A manifest with its own digest in order can still be of tables this migration never made. */
function refuseOtherTables(columns: Map<string, string[]>, { tables }: Manifest): void {
  const wanted = [...columns].filter(([name]) => !leftOut.includes(name));
  const inOrder = (pairs: [string, string[]][]) =>
    pairs
      .map(([name, of]) => `${name}(${of.toSorted()})`)
      .sort()
      .join();
  const had = tables.map(({ name, columns: of }) => [name, of] as [string, string[]]);
  if (inOrder(wanted) !== inOrder(had)) {
    throw new Refusal(
      "The tables of this backup are not those of its migration, and nothing was loaded. Take another copy of it",
    );
  }
}

async function loadTable(tx: TransactionSql, folder: string, entry: TableEntry): Promise<void> {
  const { name, columns, rows } = entry;
  const into = await tx.unsafe(copyOf(name, columns, "from stdin")).writable();
  await pipeline(
    createReadStream(join(folder, fileOf(name)), { highWaterMark: 262_144 }),
    createGunzip({ chunkSize: 262_144 }),
    into,
  );
  const [counted] = await tx.unsafe(`select count(*)::float8 as count from ${quoted(name)}`);
  if (counted?.count !== rows) {
    throw new Refusal(
      `${fileOf(name)} holds ${counted?.count} rows and not ${rows}, and nothing was loaded. Take another copy of this backup`,
    );
  }
}

const ofEach = (tables: string[], change: string) =>
  tables.map((name) => `alter table ${quoted(name)} ${change}`).join(";");

const quoted = (name: string) => `public."${name.replaceAll('"', '""')}"`;
