import type { Sql } from "postgres";
import { findRollUpFaults, type RollUpFault } from "#app/dashboard/roll-up-faults.ts";
import { type LedgerVerdict, verifyLedger } from "#app/ledger/verify.ts";
import { holdMigrations, knownMigrations, migrateTo } from "../migrate.ts";
import { findDamage } from "./check-files.ts";
import { openKeysOf } from "./check-keys.ts";
import { areEmpty, loadTables, notEmpty } from "./load-tables.ts";
import { type Manifest, readManifest, type TableEntry } from "./manifest.ts";
import { readTables } from "./tables.ts";

/** What was restored, and what was found when it was checked afterwards. */
type Restored = {
  backup: Manifest;
  ledger: LedgerVerdict;
  rollUps: RollUpFault[];
};

/**
 * Loads a backup into an empty database, as its owner, and checks the ledger from its first record to the seal
 * the backup names. Refuses in a sentence, before it loads anything: whatever it refuses, the database is as empty
 * as before. `told` hears of each table; the next one waits for it.
 */
export async function restore(
  ownerUrl: string,
  { folder, keysFolder }: { folder: string; keysFolder: string },
  told: (table: TableEntry) => Promise<void> | void = () => {},
): Promise<Restored | { refused: string }> {
  const backup = await readManifest(folder);
  if ("refused" in backup) return backup;
  const unknown = whyNotKnown(backup);
  if (unknown) return { refused: unknown };
  const publicKeys = await openKeysOf(backup, keysFolder);
  if ("refused" in publicKeys) return publicKeys;
  return holdMigrations(ownerUrl, async (sql) => {
    const why = (await whyNotInto(sql, backup)) ?? (await findDamage(folder, backup));
    if (why) return { refused: why };
    await migrateTo(sql, ownerUrl, backup.migrations.length);
    const refusal = await loadTables(sql, folder, backup, told);
    if (refusal) return refusal;
    await migrateTo(sql, ownerUrl, knownMigrations().length);
    // Without statistics the first pages would be slow.
    for (const name of await readTables(sql)) await sql`analyze public.${sql(name)}`;
    const anchor = backup.seal ?? undefined;
    const ledger = await verifyLedger(sql, publicKeys, { anchor });
    return { backup, ledger, rollUps: await findRollUpFaults(sql) };
  });
}

/** Reads a backup through and changes nothing: its manifest, or why it would not be restored. */
export async function checkBackup(
  folder: string,
  keysFolder: string,
): Promise<Manifest | { refused: string }> {
  const backup = await readManifest(folder);
  if ("refused" in backup) return backup;
  const publicKeys = await openKeysOf(backup, keysFolder);
  if ("refused" in publicKeys) return publicKeys;
  const why = whyNotKnown(backup) ?? (await findDamage(folder, backup));
  return why ? { refused: why } : backup;
}

/** A backup is restored by a portal that knows each of its migrations. */
function whyNotKnown({ migrations }: Manifest): string | null {
  const known = knownMigrations();
  if (migrations.length > known.length) {
    return `This backup is of migration ${migrations.length}, and this portal knows ${known.length}. Restore it with the version of Signpost it was made with, or a newer one`;
  }
  const at = migrations.findIndex((hash, index) => hash !== known[index]?.hash);
  if (at < 0) return null;
  return `Migration ${at + 1} of this backup is not the one of this portal. Restore it with the version of Signpost it was made with, or a newer one`;
}

/** A database takes a backup while it is empty, and at no migration the backup does not have. */
async function whyNotInto(sql: Sql, { migrations }: Manifest): Promise<string | null> {
  const tables = await readTables(sql);
  if (!(await areEmpty(sql, tables))) return notEmpty;
  const [kept] =
    await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`;
  const done = kept?.isThere
    ? await sql`select hash from drizzle.__drizzle_migrations order by created_at`
    : [];
  if (done.length === 0 && tables.length > 0) return notEmpty;
  if (done.every(({ hash }, index) => hash === migrations[index])) return null;
  return "This database is empty, but at another migration than the backup. Restore into a new one";
}
