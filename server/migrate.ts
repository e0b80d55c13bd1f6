import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { projectFolder } from "./settings.ts";

/**
 * Brings the database to the newest migration, as its owner, one process at a time. Refuses a PostgreSQL
 * older than 15.
 */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  // One connection, so that the advisory lock and the migrations share a session.
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [version] = await sql`select current_setting('server_version_num')::int as number`;
    if (version?.number < 150000) {
      throw new Error("Signpost needs PostgreSQL 15 or later.");
    }
    await sql`select pg_advisory_lock(hashtext('signpost: migrations'))`;
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, noHandleSignals: true });
    await migrate(drizzle(sql), { migrationsFolder: `${projectFolder}/drizzle/migrations` });
  } finally {
    await sql.end();
  }
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
