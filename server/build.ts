import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compressBuiltFiles } from "./files.ts";
import { newestChange } from "./newest-change.ts";
import { projectFolder } from "./settings.ts";
import { takeTurn } from "./take-turn.ts";

const sources = [
  "app",
  "drizzle/schema",
  "package-lock.json",
  "public",
  "server",
  "remix.config.js",
  "vite.config.ts",
];

/** What serves the portal, once it is built. */
export const builtPortal = join(projectFolder, "build/server/portal.js");

/** Made when all is built: what was broken off is built anew. */
const finished = join(projectFolder, "build/finished");

const lock = join(projectFolder, "node_modules/.signpost-build");

/** Builds the Remix application when a source is newer than what was built; one process at a time. */
export async function buildWhenStale(): Promise<void> {
  await takeTurn(lock, async () => {
    if (await isStale()) await build();
  });
}

async function isStale(): Promise<boolean> {
  const built = await newestChange(finished);
  const newest = await Promise.all(
    sources.map((source) => newestChange(join(projectFolder, source))),
  );
  return built <= Math.max(...newest);
}

/** Builds the pages with Remix, and the server around them, into `build/server`. */
export async function build(): Promise<void> {
  console.log("Building…");
  await rm(finished, { force: true });
  const remix = join(projectFolder, "node_modules/@remix-run/dev/dist/cli.js");
  const vite = spawn(process.execPath, [remix, "vite:build", "--logLevel", "warn"], {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let said = "";
  for (const stream of [vite.stdout, vite.stderr]) {
    stream.on("data", (part) => {
      said += part;
    });
  }
  const [code] = await once(vite, "close");
  if (code !== 0) throw new Error(`The build failed.\n${said}`);
  compressBuiltFiles();
  await writeFile(finished, "");
}
