import { readFile } from "node:fs/promises";
import postgres, { type Sql } from "postgres";
import { expect } from "vitest";
import { startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import type { RunningPortal } from "./running-portal.ts";

/** The running portal's own database, as its owner. */
export async function joinDatabase({ home }: RunningPortal) {
  const server = await startEmbeddedPostgres(home);
  const owner = postgres(server.ownerUrl, {
    max: 2,
    onnotice: () => {},
    connection: { TimeZone: "UTC" },
  });
  const close = () => owner.end({ timeout: 1 });
  return { owner, close, log: () => databaseLog(server.superuserUrl) };
}

/** Until no job waits and everything is under a seal: what happens then is whoever's comes next. */
export async function quiet(owner: Sql) {
  const left = async () => {
    const [found] = await owner`
      select (select count(*) from graphile_worker.jobs where run_at <= now())
        + (select count(*) from ledger_unsealed) as left`;
    return Number(found?.left);
  };
  await expect.poll(left, { timeout: 30_000, interval: 300 }).toBe(0);
}

/** What PostgreSQL itself wrote down. */
async function databaseLog(superuserUrl: string): Promise<string> {
  const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  const [found] = await superuser`select current_setting('data_directory') as folder`;
  await superuser.end();
  return readFile(`${found?.folder}/../postgres.log`, "utf8");
}
