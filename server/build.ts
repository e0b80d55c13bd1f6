import { spawn } from "node:child_process";
import { mkdir, readdir, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { projectFolder } from "./settings.ts";

const sources = [
  "app",
  "drizzle/schema",
  "package-lock.json",
  "public",
  "remix.config.js",
  "vite.config.ts",
];

const lock = join(projectFolder, "node_modules/.signpost-build");

/** Builds the Remix application when a source is newer than what was built; one process at a time. */
export async function buildWhenStale(): Promise<void> {
  await takeTurn();
  try {
    if (await isStale()) await build();
  } finally {
    await rmdir(lock);
  }
}

async function isStale(): Promise<boolean> {
  const built = await changedAt(join(projectFolder, "build/server/index.js"));
  const newest = await Promise.all(sources.map((source) => newestIn(join(projectFolder, source))));
  return built <= Math.max(...newest);
}

/** Waits for another process that builds; one that died two minutes ago is not waited for. */
async function takeTurn(): Promise<void> {
  for (;;) {
    const taken = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (taken) return;
    const since = Date.now() - (await changedAt(lock));
    if (since > 120_000) await rmdir(lock).catch(() => {});
    await setTimeout(200);
  }
}

async function build(): Promise<void> {
  console.log("Building…");
  await new Promise<void>((done, failed) => {
    const vite = spawn(
      process.execPath,
      [
        join(projectFolder, "node_modules/@remix-run/dev/dist/cli.js"),
        "vite:build",
        "--logLevel",
        "warn",
      ],
      {
        cwd: projectFolder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NODE_ENV: "production" },
      },
    );
    let said = "";
    vite.stdout.on("data", (chunk) => {
      said += chunk;
    });
    vite.stderr.on("data", (chunk) => {
      said += chunk;
    });
    vite.once("close", (code) =>
      code === 0 ? done() : failed(new Error(`The build failed.\n${said}`)),
    );
  });
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path, { recursive: true });
  const changes = await Promise.all(inside.map((name) => changedAt(join(path, name))));
  return Math.max(found.mtimeMs, ...changes);
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
