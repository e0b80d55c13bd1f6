import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "#server/settings.ts";
import { type ChildServer, startChild } from "./child-process.ts";
import { freePort } from "./running-portal.ts";

export const pgbouncerProgram = "/usr/sbin/pgbouncer";

/**
 * Debian's PgBouncer before a database, set up as `docs/pgbouncer.ini` says, but for how many connections it opens: the
 * fewer, the more they are shared. `url` is the portal's address through it.
 */
export async function startPgbouncer(
  portalUrl: string,
  { connections }: { connections: number },
): Promise<ChildServer & { url: string }> {
  const { username, password, port } = new URL(portalUrl);
  const home = await mkdtemp(join(tmpdir(), "signpost-pgbouncer-"));
  const ownPort = await freePort();
  const documented = await readFile(join(projectFolder, "docs/pgbouncer.ini"), "utf8");
  const set = documented
    .replace("port=5432", `port=${port}`)
    .replace("listen_port = 6432", `listen_port = ${ownPort}`)
    .replace("/etc/pgbouncer/userlist.txt", `${home}/userlist.txt`)
    .replace("default_pool_size = 20", `default_pool_size = ${connections}`);
  const file = join(home, "pgbouncer.ini");
  await chmod(home, 0o755);
  await writeFile(file, `${set}\nunix_socket_dir =\n`);
  await writeFile(join(home, "userlist.txt"), `"${username}" "${password}"\n`);
  const server = await startChild(ownPort, [pgbouncerProgram, "-q", file], account());
  return {
    url: portalUrl.replace(`:${port}/`, `:${ownPort}/`),
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** PgBouncer refuses to run as root: then it runs as the user its package brings. */
function account() {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: number("-u"), gid: number("-g") };
}
