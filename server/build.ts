import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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

const lock = join(projectFolder, "node_modules/.signpost-build");

/** Builds the Remix application when a source is newer than what was built; one process at a time. */
export async function buildWhenStale(): Promise<void> {
  await takeTurn(lock, async () => {
    if (await isStale()) await build();
  });
}

async function isStale(): Promise<boolean> {
  const built = await newestChange(join(projectFolder, "build/portal.js"));
  const newest = await Promise.all(
    sources.map((source) => newestChange(join(projectFolder, source))),
  );
  return built <= Math.max(...newest);
}

/** Builds the pages with Remix, and the server around them into `build/portal.js`. */
export async function build(): Promise<void> {
  console.log("Building…");
  await buildPages();
  await buildServer();
}

async function buildPages(): Promise<void> {
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
}

/** What is bundled: imported one module at a time, Drizzle alone costs 200 MiB and seconds of a start. */
const bundled = /^(drizzle-orm|@lucia-auth|lucia|oslo)(\/|$)/;

async function buildServer(): Promise<void> {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [join(projectFolder, "server/start-portal.ts")],
    outdir: join(projectFolder, "build"),
    entryNames: "portal",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
    plugins: [
      {
        name: "leave packages where they are",
        setup({ onResolve }) {
          onResolve({ filter: /^[^./#]/ }, ({ path, kind }) =>
            kind === "entry-point" || bundled.test(path) ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  // Its compiler runs as a process of its own, which would stay as long as the portal.
  await esbuild.stop();
}
