import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import { onTestFinished } from "vitest";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import type { Manifest } from "#server/backup/manifest.ts";
import { leftOut } from "#server/backup/tables.ts";
import { dumpTables } from "./dump.ts";

/** A temporary place until the test ends. */
export async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "signpost-backup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Every row a backup is to bring back, in no order of its own. */
export async function rowsOf(sql: Sql | TransactionSql): Promise<string[]> {
  const isKept = (line: string) =>
    line.startsWith("public.") && !leftOut.some((name) => line.startsWith(`public.${name}\t`));
  return (await dumpTables(sql as Sql)).filter(isKept).sort();
}

/** The jobs that wait, as they were asked for. */
export async function jobsOf(sql: Sql | TransactionSql): Promise<unknown[]> {
  const jobs = await sql`
    select t.identifier as task, j.payload, j.key, j.run_at::text as "runAt"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    order by t.identifier, j.payload::text, j.run_at, j.key`;
  return [...jobs];
}

/** A copy of a backup in a place of its own. */
export async function copyOfBackup(folder: string): Promise<string> {
  const copy = join(await place(), "copy");
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Writes another manifest into a backup, and its digest: as whoever means harm would. */
export async function forgeManifest(
  folder: string,
  change: (manifest: Manifest) => unknown,
): Promise<void> {
  const path = join(folder, "manifest.json");
  const [text = ""] = (await readFile(path, "utf8")).split("\n");
  const manifest = JSON.parse(text) as Manifest;
  const forged = canonicalJson(change(manifest) ?? manifest);
  await writeFile(path, `${forged}\n${sha256Hex(forged)}\n`);
}
