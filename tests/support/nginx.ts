import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "#server/settings.ts";
import { type ChildServer, startChild } from "./child-process.ts";

export const nginxProgram = "/usr/sbin/nginx";

/**
 * Debian's nginx on a port, before one portal or several, set up as `docs/nginx.conf` says.
 */
export async function startNginx(port: number, portals: string[]): Promise<ChildServer> {
  const home = await mkdtemp(join(tmpdir(), "signpost-nginx-"));
  const documented = await readFile(join(projectFolder, "docs/nginx.conf"), "utf8");
  const servers = portals.map((url) => `server ${new URL(url).host};`).join(" ");
  const site = documented
    .replace(/server 127\.0\.0\.1:3001;\s*server 127\.0\.0\.1:3002;/, servers)
    .replace("127.0.0.1:8080", `127.0.0.1:${port}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${home}/${name};`)
    .join(" ");
  const file = join(home, "nginx.conf");
  await writeFile(
    file,
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; pid ${home}/nginx.pid; error_log stderr crit;
     worker_processes 1; events { worker_connections 512; }
     http { access_log off; ${temporary} ${site} }`,
  );
  const server = await startChild(port, [nginxProgram, "-e", "stderr", "-p", home, "-c", file]);
  return {
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
