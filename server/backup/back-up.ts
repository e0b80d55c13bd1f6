import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import postgres, { type TransactionSql } from "postgres";
import { flushFolder, writeThrough } from "#app/write-through.ts";
import {
  fileOf,
  type Manifest,
  manifestName,
  type TableEntry,
  type WaitingJob,
  writtenManifest,
} from "./manifest.ts";
import {
  leftOut,
  readColumns,
  readSequences,
  readTables,
  readTablesOfBytes,
  spellAlike,
} from "./tables.ts";
import { writeTable } from "./write-table.ts";

type Watched = {
  /** Sees the snapshot before the first table is written. */
  begun?: (tx: TransactionSql) => Promise<void>;
  /** Hears of each table that was written; the next one waits for it. */
  told?: (table: TableEntry) => Promise<void> | void;
};

/**
 * Writes all tables, as they are at one moment, into a new folder, as the owner, while the portal runs. The
 * folder has another name until it is whole. Refuses in a sentence, and leaves nothing behind.
 */
export async function backUp(
  ownerUrl: string,
  folder: string,
  watched: Watched = {},
): Promise<Manifest | { refused: string }> {
  if (await isThere(folder)) return { refused: `${folder} is there already. Name a new folder` };
  if (!(await isThere(dirname(folder)))) {
    return {
      refused: `There is no folder ${dirname(folder)}. Make it, or see whether its disk is there`,
    };
  }
  const draft = `${folder}.unfinished-${randomBytes(3).toString("hex")}`;
  const sql = postgres(ownerUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    const tables = await readTables(sql);
    if (!tables.includes("ledger_records")) {
      return {
        refused: "There is no portal in this database. Look at DATABASE_OWNER_URL or SIGNPOST_HOME",
      };
    }
    await mkdir(draft, { mode: 0o700 });
    const made = await sql.begin("isolation level repeatable read read only", async (tx) => {
      await spellAlike(tx);
      // Before the snapshot, which begins with the first query: no migration changes a table underneath it.
      await tx.unsafe(
        `lock table ${tables.map((name) => `public."${name}"`)} in access share mode`,
      );
      const isSame = `${await readTables(tx)}` === `${tables}`;
      if (!isSame) return { refused: "A migration ran in this moment. Run the backup again" };
      await watched.begun?.(tx);
      return writeSnapshot(tx, draft, watched);
    });
    if ("refused" in made) return made;
    await writeThrough(join(draft, manifestName), writtenManifest(made));
    await flushFolder(draft);
    await rename(draft, folder);
    await flushFolder(dirname(folder));
    return made;
  } finally {
    await sql.end({ timeout: 5 });
    await rm(draft, { recursive: true, force: true });
  }
}

async function writeSnapshot(
  tx: TransactionSql,
  folder: string,
  { told }: Watched,
): Promise<Manifest> {
  const [said] = await tx`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      current_setting('server_version') as postgres,
      (select signature from ledger_seals order by number desc limit 1) as seal`;
  const migrations = await tx`select hash from drizzle.__drizzle_migrations order by created_at`;
  const [caseKeys, jobs] = [await readCaseKeys(tx), await readJobs(tx)];
  const ofBytes = await readTablesOfBytes(tx);
  const tables: TableEntry[] = [];
  for (const [name, columns] of [...(await readColumns(tx))].sort()) {
    if (leftOut.includes(name)) continue;
    const entry = await writeTable(tx, { name, columns }, join(folder, fileOf(name)), {
      isEncrypted: ofBytes.includes(name),
    });
    tables.push(entry);
    await told?.(entry);
  }
  return {
    ...{ format: "signpost-backup", v: 1, at: said?.at, postgres: said?.postgres },
    migrations: migrations.map(({ hash }) => hash),
    tables,
    // No part of a snapshot: read last, they are where the rows are, or further on.
    sequences: await readSequences(tx),
    ...{ jobs, caseKeys },
    seal: said?.seal ?? null,
  };
}

/** By what a restore tells, before it loads anything, whether the keys of reports are the right ones. */
async function readCaseKeys(tx: TransactionSql): Promise<Manifest["caseKeys"]> {
  const [check] = await tx`select digest from case_key_checks`;
  const wrapped = await tx<Manifest["caseKeys"]["wrapped"]>`
    select distinct on (wrapped_by) id, encode(wrapped_key, 'hex') as "wrappedKey",
      wrapped_by as "wrappedBy"
    from data_keys where wrapped_key is not null order by wrapped_by, id`;
  return { check: check?.digest ?? null, wrapped: [...wrapped] };
}

/** What was asked for and is not done: also what is at work in this moment, since its end is not in the snapshot. */
async function readJobs(tx: TransactionSql): Promise<WaitingJob[]> {
  const jobs = await tx<WaitingJob[]>`
    select t.identifier as task, j.payload, j.key,
      to_char(j.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "runAt"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    order by j.id`;
  return [...jobs];
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
