import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import type { FrozenTrack } from "#app/content/frozen-version.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { moveIn, type Resident } from "../../bench/residents.ts";
import { publish } from "../../bench/town.ts";
import { type DebianPostgres, startDebianPostgres } from "./debian-postgres.ts";

/** A City on Debian's PostgreSQL with all its durability, whose people are signed in and have everything before them. */
export type SmallCity = {
  server: DebianPostgres;
  owner: Sql;
  track: FrozenTrack;
  versionDigest: string;
  residents: Resident[];
  /** What every portal of the City is started with. */
  env: { DATABASE_URL: string; DATABASE_OWNER_URL: string; KEYS_FOLDER: string };
  stop(): Promise<void>;
};

/** Founds one; `place` is the folder its database stands in. */
export async function foundSmallCity({
  people,
  place,
}: {
  people: number;
  place?: string;
}): Promise<SmallCity> {
  const server = await startDebianPostgres(place);
  const keys = await mkdtemp(join(tmpdir(), "signpost-keys-"));
  const owner = postgres(server.ownerUrl, { max: 2, onnotice: () => {} });
  const stop = async () => {
    await owner.end({ timeout: 1 });
    await server.stop();
    await rm(keys, { recursive: true, force: true });
  };
  try {
    await migrateDatabase(server.ownerUrl);
    const { track, versionId, versionDigest } = await publish(owner);
    const newcomers = { letter: "B", size: people, answered: 0 };
    const residents = await moveIn(owner, { track, versionId }, newcomers);
    const env = {
      ...{ DATABASE_URL: server.portalUrl, DATABASE_OWNER_URL: server.ownerUrl },
      KEYS_FOLDER: keys,
    };
    return { server, owner, track, versionDigest, residents, env, stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}
