import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { holdMigrations, knownMigrations, migrateTo } from "#server/migrate.ts";
import { projectFolder } from "#server/settings.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

/** Up to the intake of reports, and no further. */
const before = 12;

test("a portal killed while it migrates leaves the database as it was, and two that start next make it whole", async () => {
  const { ownerUrl, portalUrl, owner } = await emptyDatabase();
  await holdMigrations(ownerUrl, (sql) => migrateTo(sql, ownerUrl, before));
  const shape = () => owner`
    select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`;
  const count = async () => {
    const [row] = await owner`select count(*)::int as count from drizzle.__drizzle_migrations`;
    return row?.count;
  };
  const old = await shape();
  expect(await count()).toBe(before);
  const env = {
    ...{ DATABASE_URL: portalUrl, DATABASE_OWNER_URL: ownerUrl },
    KEYS_FOLDER: await mkdtemp(join(tmpdir(), "signpost-keys-")),
  };

  // Later migrations change this table: held up there, they are half done.
  const held = await owner.reserve();
  await held`begin`;
  await held`lock table violation_reports in access share mode`;
  const portal = spawn(process.execPath, [join(projectFolder, "server/start.ts")], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", ...env },
    stdio: "ignore",
  });
  onTestFinished(() => void portal.kill("SIGKILL"));
  const waiting = () => held`
    select from pg_locks where relation = 'violation_reports'::regclass and not granted`;
  await expect.poll(waiting).toHaveLength(1);
  portal.kill("SIGKILL");
  await once(portal, "exit");
  await held`rollback`;
  held.release();

  // Asked for in their turn, behind what the dead one held.
  await holdMigrations(ownerUrl, async () => {
    expect(await shape()).toEqual(old);
    expect(await count()).toBe(before);
  });
  const portals = await Promise.all([startPortal(env), startPortal(env)]);
  for (const { stop } of portals) onTestFinished(stop);
  expect(await count()).toBe(knownMigrations().length);
  for (const { url } of portals) expect((await visitor(url).ask("/health")).status).toBe(200);
});
