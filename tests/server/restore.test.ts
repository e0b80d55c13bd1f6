import { copyFile, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadKeys } from "#app/ledger/keys.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { backUp } from "#server/backup/back-up.ts";
import { areEmpty } from "#server/backup/load-tables.ts";
import type { Manifest } from "#server/backup/manifest.ts";
import { restore } from "#server/backup/restore.ts";
import { filledByMigrations, readTables } from "#server/backup/tables.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { copyOfBackup, forgeManifest, place, rowsOf } from "#tests/support/backups.ts";
import { testDatabase } from "#tests/support/database.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
const keysFolder = () => join(city.home, "keys");
let backup = "";

beforeAll(async () => {
  await fileReport(city.portal);
  await sealCommitted(city.database.owner, city.portal.keys, aMonday);
  backup = join(city.home, "backup");
  const made = await backUp(city.database.ownerUrl, backup);
  if ("refused" in made) throw new Error(made.refused);
});

/** Tries to restore into an empty database, which must then hold nothing, and answers with what it said. */
async function refusalOf(folder: string, keys = keysFolder()): Promise<string> {
  const { ownerUrl, owner } = await emptyDatabase();
  const restored = await restore(ownerUrl, { folder, keysFolder: keys });
  if (!("refused" in restored)) throw new Error("It was restored.");
  expect(await areEmpty(owner, await readTables(owner))).toBe(true);
  return restored.refused;
}

describe("a damaged backup is refused before anything is loaded:", () => {
  test.each<[string, (folder: string) => Promise<unknown>, RegExp]>([
    [
      "a flipped byte",
      (folder) => flip(join(folder, "people.copy.gz")),
      /people\.copy\.gz is not as/,
    ],
    [
      "a missing file",
      (folder) => rm(join(folder, "people.copy.gz")),
      /people\.copy\.gz is missing/,
    ],
    [
      "a file cut short",
      (folder) => cut(join(folder, "attempts.copy.gz")),
      /attempts\.copy\.gz is not/,
    ],
    ["no manifest", (folder) => rm(join(folder, "manifest.json")), /is no whole backup/],
    [
      "half a manifest",
      (folder) => cut(join(folder, "manifest.json")),
      /manifest\.json is not as it/,
    ],
    ["a flipped byte of the manifest", (folder) => flip(join(folder, "manifest.json")), /manifest/],
  ])("%s", async (_, damage, says) => {
    const folder = await copyOfBackup(backup);
    await damage(folder);
    expect(await refusalOf(folder)).toMatch(says);
  });

  test.each<[string, (manifest: Manifest) => unknown, RegExp]>([
    [
      "no manifest of a backup",
      () => ({ some: "thing" }),
      /manifest\.json is not as it was written/,
    ],
    ["a manifest of a newer kind", (made) => ({ ...made, v: 2 }), /made by a newer Signpost/],
    [
      "a newer migration",
      (made) => ({ ...made, migrations: [...made.migrations, "0".repeat(64)] }),
      /of migration \d+, and this portal knows \d+/,
    ],
    [
      "a migration nobody knows",
      (made) => ({ ...made, migrations: made.migrations.map(() => "0".repeat(64)) }),
      /^Migration 1 of this backup is not the one/,
    ],
    [
      "a manifest without a table",
      (made) => ({ ...made, tables: made.tables.filter(({ name }) => name !== "attempts") }),
      /tables of this backup are not those of its migration/,
    ],
    [
      "a manifest without a column",
      (made) => ({
        ...made,
        tables: made.tables.map((table) => ({ ...table, columns: table.columns.slice(0, 1) })),
      }),
      /tables of this backup are not those of its migration/,
    ],
    [
      "a manifest with a row too many",
      (made) => ({
        ...made,
        tables: made.tables.map((table) => ({ ...table, rows: table.rows + 1 })),
      }),
      /holds \d+ rows and not \d+, and nothing was loaded/,
    ],
  ])("%s", async (_, change, says) => {
    const folder = await copyOfBackup(backup);
    await forgeManifest(folder, change);
    expect(await refusalOf(folder)).toMatch(says);
  });
});

describe("keys that are not those of the backup are refused before anything is loaded:", () => {
  test("case keys of another portal", async () => {
    const keys = await keysBut("case-keys.json");
    await loadCaseKeys(keys, { mayCreate: true });
    expect(await refusalOf(backup, keys)).toMatch(
      /^The case keys in .* are not those of this backup/,
    );
  });

  test("a key of digests of another portal, though the keys that wrap are right", async () => {
    const keys = await keysBut("case-keys.json");
    const text = await readFile(join(keysFolder(), "case-keys.json"), "utf8");
    const other = Buffer.alloc(32, 7).toString("base64url");
    const path = join(keys, "case-keys.json");
    await writeFile(path, text.replace(/("kid": "index",\s*"k": ")[^"]+/, `$1${other}`));
    expect(await refusalOf(backup, keys)).toMatch(
      /^The case keys in .* are not those of this backup/,
    );
  });

  test("no case keys", async () => {
    expect(await refusalOf(backup, await keysBut("case-keys.json"))).toMatch(
      /^There are no case keys/,
    );
  });

  test("ledger keys of another portal", async () => {
    const keys = await keysBut("ledger-keys.json");
    await loadKeys(keys, { mayCreate: true });
    expect(await refusalOf(backup, keys)).toMatch(/^The ledger keys in .* are not those of this/);
  });
});

describe("a database that is not empty", () => {
  test("is left as it is", async () => {
    const { owner, ownerUrl } = city.database;
    const before = await rowsOf(owner);
    expect(await restore(ownerUrl, { folder: backup, keysFolder: keysFolder() })).toEqual({
      refused: expect.stringMatching(/not empty, and nothing was loaded/),
    });
    expect(await rowsOf(owner)).toEqual(before);
  });

  test("is one with tables of somebody else, too", async () => {
    const { owner, ownerUrl } = await emptyDatabase();
    await owner`create table public.of_somebody_else (one integer)`;
    expect(await restore(ownerUrl, { folder: backup, keysFolder: keysFolder() })).toEqual({
      refused: expect.stringMatching(/not empty, and nothing was loaded/),
    });
    expect(await readTables(owner)).toEqual(["of_somebody_else"]);
  });
});

describe("a database that was migrated already", () => {
  const fresh = testDatabase();

  test("holds rows only where a migration writes some", async () => {
    const { owner } = fresh;
    expect(await areEmpty(owner, await readTables(owner))).toBe(true);
    for (const name of filledByMigrations) {
      expect(await owner`select from ${owner(name)}`).not.toEqual([]);
    }
  });

  test("takes a backup", async () => {
    const { ownerUrl, owner } = fresh;
    const restored = await restore(ownerUrl, { folder: backup, keysFolder: keysFolder() });
    expect(restored).toMatchObject({ ledger: { fault: null } });
    expect(await rowsOf(owner)).toEqual(await rowsOf(city.database.owner));
  });

  test("takes none of an older migration", async () => {
    const { ownerUrl } = await emptyDatabase();
    await migrateDatabase(ownerUrl);
    const older = await copyOfBackup(backup);
    await forgeManifest(older, (made) => ({ ...made, migrations: made.migrations.slice(0, -1) }));
    expect(await restore(ownerUrl, { folder: older, keysFolder: keysFolder() })).toEqual({
      refused: expect.stringMatching(/^This database is empty, but at another migration/),
    });
  });
});

/** A folder with the keys of this portal but for one file. */
async function keysBut(left: string): Promise<string> {
  const folder = join(await place(), "keys");
  await mkdir(folder, { mode: 0o700 });
  for (const name of ["case-keys.json", "ledger-keys.json"]) {
    if (name !== left) await copyFile(join(keysFolder(), name), join(folder, name));
  }
  return folder;
}

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

async function cut(path: string): Promise<void> {
  const file = await open(path, "r+");
  const { size } = await file.stat();
  await file.truncate(size >> 1);
  await file.close();
}
