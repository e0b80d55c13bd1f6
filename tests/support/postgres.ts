import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrate.ts";

/** One real PostgreSQL for a test run, with a migrated database that every test file copies. */
export default async function startTestPostgres(project: TestProject) {
  const home = await mkdtemp(join(tmpdir(), "signpost-test-"));
  await chmod(home, 0o711);
  const server = await startEmbeddedPostgres(home);
  await migrateDatabase(server.ownerUrl);
  const admin = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe("alter system set fsync = off");
  await admin.unsafe("alter system set synchronous_commit = off");
  await admin.unsafe("select pg_reload_conf()");
  await admin.end();
  project.provide("postgres", {
    superuserUrl: server.superuserUrl,
    ownerUrl: server.ownerUrl,
    portalUrl: server.portalUrl,
  });
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { superuserUrl: string; ownerUrl: string; portalUrl: string };
  }
}
