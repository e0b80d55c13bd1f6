import postgres, { type Options, type Sql } from "postgres";
import { type Database, openDatabase } from "#app/db.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrateDatabase, refuseStrongRole } from "./migrate.ts";
import { nameUnsaidPooler, refuseWithoutLimits, sessionLimits } from "./session-limits.ts";
import type { Settings } from "./settings.ts";

export type OpenDatabase = {
  /** The owner's way in, for the worker of jobs, which has a driver of its own. */
  ownerUrl: string;
  /** Owns the tables: migrations, the sealing loop, the verifier. */
  owner: Sql;
  /** The portal's role: reads, adds, changes no evidence. */
  portal: Sql;
  db: Database;
  /** Closes the connections; stops an embedded server that this process started, or any with `stopServer`. */
  close(stopServer?: boolean): Promise<void>;
};

/** Connects as owner and as portal; embedded when the settings name no database. Migrated when it returns. */
export async function connect(settings: Settings): Promise<OpenDatabase> {
  const embedded =
    settings.database === "embedded" ? await startEmbeddedPostgres(settings.home) : null;
  const urls = settings.database === "embedded" ? embedded : settings.database;
  if (!urls) throw new Error("No database is set.");
  const isPooled = settings.database !== "embedded" && settings.database.isPooled;
  const portal = isPooled
    ? openPool(urls.portalUrl, 10, { prepare: false })
    : openPool(urls.portalUrl, 10, { connection: sessionLimits });
  const owner = openPool(urls.ownerUrl, 3);
  const close = async (stopServer = false) => {
    await Promise.all([portal.end({ timeout: 5 }), owner.end({ timeout: 5 })]);
    if (embedded && (embedded.started || stopServer)) await embedded.stopWhenUnused();
  };
  try {
    await migrateDatabase(urls.ownerUrl);
    if (isPooled) await refuseWithoutLimits(portal);
    await refuseStrongRole(portal).catch((problem) => {
      throw nameUnsaidPooler(problem) ?? problem;
    });
  } catch (problem) {
    await close();
    throw problem;
  }
  return { ownerUrl: urls.ownerUrl, owner, portal, db: openDatabase(portal), close };
}

/** A command's use of the database: joins the embedded server while the portal runs. */
export async function withDatabase<T>(
  settings: Settings,
  act: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await connect(settings);
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}

/**
 * A command's use of the database as its owner, as it is: nothing is migrated. Joins the embedded server while
 * the portal runs.
 */
export async function withOwner<T>(
  settings: Settings,
  act: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  if (settings.database !== "embedded") return act(settings.database.ownerUrl);
  const embedded = await startEmbeddedPostgres(settings.home);
  try {
    return await act(embedded.ownerUrl);
  } finally {
    if (embedded.started) await embedded.stopWhenUnused();
  }
}

function openPool(
  url: string,
  max: number,
  options: Pick<Options<Record<string, never>>, "prepare" | "connection"> = {},
): Sql {
  return postgres(url, { max, ...options, onnotice: () => {}, connect_timeout: 5, backoff });
}

/**
 * Seconds a connection waits before it tries again. The driver's own wait grows to 20: so long the portal would stay
 * away after a database that is back. A part is left to chance, so that not all connections knock at once.
 */
const backoff = (failures: number): number =>
  (0.5 + Math.random() / 2) * Math.min(3 ** failures / 100, 2);
