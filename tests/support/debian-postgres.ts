import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#server/embedded-postgres.ts";

const places = "/usr/lib/postgresql";

/** The folder of Debian's own PostgreSQL, the newest where there are several; undefined when there is none. */
export function findDebianPostgres(): string | undefined {
  const versions = existsSync(places) ? readdirSync(places).map(Number) : [];
  return versions
    .sort((one, other) => other - one)
    .map((version) => `${places}/${version}`)
    .find((folder) => existsSync(`${folder}/bin/initdb`));
}

/** A server of Debian's PostgreSQL that can be crashed. */
export type DebianPostgres = EmbeddedPostgres & {
  /** Ends it without a checkpoint: connections break off, and the next start recovers from its log. */
  crash(): Promise<void>;
  /** Starts it where it was, on the same port. */
  startAgain(): Promise<void>;
};

/** A server of Debian's PostgreSQL with an empty database, in a folder of its own in `place`, until it is stopped. */
export async function startDebianPostgres(place = tmpdir()): Promise<DebianPostgres> {
  const native = findDebianPostgres();
  if (!native) {
    throw new Error(
      "This test needs Debian's PostgreSQL. Run once as root: apt-get update && apt-get install --yes postgresql",
    );
  }
  const home = await mkdtemp(join(place, "signpost-debian-"));
  await chmod(home, 0o711);
  const server = await startEmbeddedPostgres(home, native);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
    async crash() {
      const file = join(home, "postgres/data/postmaster.pid");
      const pid = Number((await readFile(file, "utf8")).split("\n")[0]);
      // An immediate shutdown, as `pg_ctl stop -m immediate` asks for it.
      process.kill(pid, "SIGQUIT");
      while (existsSync(file)) await setTimeout(20);
    },
    startAgain: async () => void (await startEmbeddedPostgres(home, native)),
  };
}
