import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backUp } from "#server/backup/back-up.ts";
import { restore } from "#server/backup/restore.ts";
import { place, rowsOf } from "#tests/support/backups.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const keysFolder = () => join(city.home, "keys");

/** Runs one in a process of its own up to a table, and kills it there. */
async function killAfter(table: string, ...args: string[]): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../support/backup-process.ts"), ...args],
    {
      env: { ...process.env, STOP_AFTER: table },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => Promise.reject(new Error("It ended by itself."))),
  ]);
  child.kill("SIGKILL");
  await ended;
}

test("a backup killed in the middle leaves nothing that could be restored", async () => {
  const parent = await place();
  const { ownerUrl } = city.database;
  await killAfter("people", "back-up", ownerUrl, join(parent, "backup"));

  const [left, ...more] = await readdir(parent);
  expect(left).toMatch(/^backup\.unfinished-/);
  expect(more).toEqual([]);
  const empty = await emptyDatabase();
  const folder = join(parent, left ?? "");
  expect(await restore(empty.ownerUrl, { folder, keysFolder: keysFolder() })).toEqual({
    refused: expect.stringContaining("is no whole backup"),
  });
  expect(await backUp(ownerUrl, join(parent, "backup"))).toMatchObject({ v: 1 });
});

test("a restore killed in the middle leaves an empty database, and the next one goes into it", async () => {
  const folder = join(await place(), "backup");
  await backUp(city.database.ownerUrl, folder);
  const { ownerUrl, owner } = await emptyDatabase();
  await killAfter("assignments", "restore", ownerUrl, folder, keysFolder());

  // Waits for what the dead one held, which goes with its connection.
  expect(await owner`select from people`).toEqual([]);
  const restored = await restore(ownerUrl, { folder, keysFolder: keysFolder() });
  expect(restored).toMatchObject({ ledger: { fault: null }, rollUps: [] });
  expect(await rowsOf(owner)).toEqual(await rowsOf(city.database.owner));
});
