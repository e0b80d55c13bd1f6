import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { FrozenTrack } from "#app/content/frozen-version.ts";
import { publishVersion } from "#app/content/publish.ts";
import { readContent } from "#app/content/read-content.ts";
import { openDatabase } from "#app/db.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { readSettings } from "#server/settings.ts";
import { parentOf } from "./cpu-time.ts";
import { type Resident, settle } from "./residents.ts";

/** A City made up for one measure: PostgreSQL as it comes, fsync and synchronous_commit on. */
export type Town = {
  home: string;
  /** The portal's database. */
  portalUrl: string;
  ownerUrl: string;
  /** A copy of it, taken before anyone did anything: what the floor does never mixes with the portal's. */
  floorUrl: string;
  track: FrozenTrack;
  versionDigest: string;
  residents: Resident[];
  durability: string;
  /** The process above all of PostgreSQL's; NaN where there is no /proc. */
  postmaster: number;
};

/** Founds a town of `size` people who have answered the first `answered` scenarios of the main track. */
export async function foundTown(
  leftovers: AsyncDisposableStack,
  { size, answered }: { size: number; answered: (track: FrozenTrack) => number },
): Promise<Town> {
  const home = await makeHome(leftovers);
  const server = await startServer(leftovers, home);
  await migrateDatabase(server.ownerUrl);
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const { track, versionId, versionDigest } = await publish(owner);
    const residents = await settle(owner, { size, versionId, track, answered: answered(track) });
    const [set] = await owner`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        pg_backend_pid() as pid`;
    const postmaster = await parentOf(set?.pid);
    await owner.end();
    const floorUrl = await copyDatabase(server);
    return {
      home,
      portalUrl: server.portalUrl,
      ownerUrl: server.ownerUrl,
      floorUrl,
      track,
      versionDigest,
      residents,
      durability: `fsync ${set?.fsync}, synchronous_commit ${set?.commit}`,
      postmaster,
    };
  } finally {
    await owner.end();
  }
}

/** A folder for one measure that the user of the database can enter; removed afterwards. */
export async function makeHome(leftovers: AsyncDisposableStack): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "signpost-bench-"));
  leftovers.defer(() => rm(home, { recursive: true, force: true }));
  await chmod(home, 0o711);
  return home;
}

/** Starts the embedded PostgreSQL of `home`; an interruption while it starts stops it all the same. */
export function startServer(
  leftovers: AsyncDisposableStack,
  home: string,
): Promise<EmbeddedPostgres> {
  const starting = startEmbeddedPostgres(home);
  leftovers.defer(() =>
    starting.then(
      (server) => server.stop(),
      () => {},
    ),
  );
  return starting;
}

async function publish(owner: postgres.Sql) {
  const { contentFolder } = readSettings({});
  const read = await readContent(contentFolder);
  if ("faults" in read) throw new Error("The content has faults. Run npm run content:check.");
  const { content, sourceDigest } = read;
  const published = await openDatabase(owner).transaction((tx) =>
    publishVersion(tx, {
      content,
      sourceDigest,
      kind: "substantive",
      effectiveOn: content.policy.effectiveOn,
      publishedBy: null,
      now: new Date(),
    }),
  );
  if ("refused" in published) throw new Error(published.refused);
  const track = content.tracks.find((one) => one.for === "everyone");
  if (!track) throw new Error("The content has no track for everyone.");
  return { track, versionId: published.id, versionDigest: published.versionDigest };
}

async function copyDatabase({ superuserUrl, portalUrl }: EmbeddedPostgres): Promise<string> {
  const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`create database signpost_floor template signpost owner signpost_owner`;
  } finally {
    await admin.end();
  }
  return portalUrl.replace(/\/signpost$/, "/signpost_floor");
}

/** Throws unless a table of one of the two databases has so many rows: what was confirmed is there. */
export async function expectRows(url: string, table: string, rows: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select count(*)::int as rows from ${sql(table)}`;
    if (found?.rows !== rows) throw new Error(`There are ${found?.rows} ${table}, not ${rows}.`);
  } finally {
    await sql.end();
  }
}
