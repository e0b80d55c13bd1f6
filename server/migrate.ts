import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { PgDialect, type PgSession } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { projectFolder } from "./settings.ts";

const migrationsFolder = `${projectFolder}/drizzle/migrations`;

/**
 * Brings the database to the newest migration, as its owner, one process at a time. Refuses a PostgreSQL
 * older than 15.
 */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  await holdMigrations(ownerUrl, (sql) => migrateTo(sql, ownerUrl, knownMigrations().length));
}

/**
 * Acts on one connection, as the owner, while no other process migrates: a portal that is started meanwhile
 * waits. Refuses a PostgreSQL older than 15.
 */
export async function holdMigrations<T>(
  ownerUrl: string,
  act: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  // One connection, so that the advisory lock and what is done share a session.
  const sql = postgres(ownerUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    const [version] = await sql`select current_setting('server_version_num')::int as number`;
    if (version?.number < 150000) {
      throw new Error("Signpost needs PostgreSQL 15 or later.");
    }
    await sql`select pg_advisory_lock(hashtext('signpost: migrations'))`;
    return await act(sql);
  } finally {
    await sql.end();
  }
}

/** Runs what a database lacks of the first `count` migrations, under `holdMigrations`: all of it or nothing. */
export async function migrateTo(sql: postgres.Sql, ownerUrl: string, count: number): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, noHandleSignals: true });
  const session = drizzle(sql)._.session as unknown as PgSession;
  await new PgDialect().migrate(knownMigrations().slice(0, count), session, { migrationsFolder });
}

/** The migrations of this checkout in order, each with the SHA-256 of its text. */
export function knownMigrations(): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder });
}

/** The portal's role may own nothing and change no evidence; anything else is a set-up to mend first. */
export async function refuseStrongRole(portal: postgres.Sql): Promise<void> {
  const [may] = await portal`
    select has_table_privilege('acknowledgements', 'update, delete, truncate')
        or has_table_privilege('ledger_records', 'update, delete, truncate')
        or has_table_privilege('attempts', 'update, delete, truncate')
        or has_table_privilege('policy_versions', 'update, delete, truncate') as change_evidence`;
  if (may?.change_evidence) {
    throw new Error(
      "The role in DATABASE_URL could change evidence. Give it no more than the role signpost_portal has.",
    );
  }
}
