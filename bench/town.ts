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
import { questionsOf } from "./forms.ts";
import { moveIn, type Resident, settle } from "./residents.ts";

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
  /** The newcomers: whoever is measured. */
  residents: Resident[];
  durability: string;
  /** The process above all of PostgreSQL's; NaN where there is no /proc. */
  postmaster: number;
};

/** As many people as were there before, done with everything: no table is empty, as none is in use. */
export const settled = 1000;

/**
 * Founds a town with `size` newcomers who have answered the first `answered` scenarios of the main track,
 * among those who have settled there.
 */
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
    const version = { track, versionId };
    const settlers = { letter: "A", size: settled, answered: questionsOf(track).length };
    await settle(owner, await moveIn(owner, version, settlers), versionDigest);
    const newcomers = { letter: "B", size, answered: answered(track) };
    const residents = await moveIn(owner, version, newcomers);
    await owner`vacuum analyze`;
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

/** Publishes the content of this checkout as the first version. */
export async function publish(owner: postgres.Sql) {
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
  const { timeZone } = content.organization;
  return { track, timeZone, versionId: published.id, versionDigest: published.versionDigest };
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

/** Throws unless the newcomers left so many rows in a table: what was confirmed is there. */
export async function expectRows(
  url: string,
  table: "attempts" | "acknowledgements",
  rows: number,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`
      select count(*)::int as rows
      from ${sql(table)} t join assignments a on a.id = t.assignment_id join people p on p.id = a.person_id
      where p.handle like 'B%'`;
    if (found?.rows !== rows) throw new Error(`There are ${found?.rows} ${table}, not ${rows}.`);
  } finally {
    await sql.end();
  }
}
