import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** A server of Debian's PostgreSQL with an empty database, by itself until it is stopped. */
export async function startDebianPostgres(): Promise<EmbeddedPostgres> {
  const native = findDebianPostgres();
  if (!native) {
    throw new Error(
      "This test needs Debian's PostgreSQL. Run once as root: apt-get update && apt-get install --yes postgresql",
    );
  }
  const home = await mkdtemp(join(tmpdir(), "signpost-debian-"));
  await chmod(home, 0o711);
  const server = await startEmbeddedPostgres(home, native);
  const stop = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { ...server, stop };
}
