import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { projectFolder } from "#server/settings.ts";
import type { Town } from "./town.ts";

export type PortalProcess = {
  url: string;
  pid: number;
  /** From the command to the first page. */
  startedInMs: number;
  stop(): Promise<void>;
};

/**
 * Starts the portal as `npm start` does, with its settings as they come and its log in a file, and answers
 * once it has served a page. Without `env` it brings its own database, in `home`.
 */
export async function startPortalProcess(
  leftovers: AsyncDisposableStack,
  home: string,
  env: Record<string, string> = {},
): Promise<PortalProcess> {
  const port = await freePort();
  const log = await open(join(home, "portal.log"), "a");
  const beganAt = performance.now();
  const portal = spawn(process.execPath, [join(projectFolder, "server/start.ts")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      SIGNPOST_HOME: home,
      PORT: String(port),
      ...env,
    },
    stdio: ["ignore", log.fd, log.fd],
  });
  leftovers.defer(() => stopProcess(portal));
  sayWhenItDies(portal, "portal");
  await log.close();
  const url = `http://127.0.0.1:${port}`;
  while (!(await servesPages(url))) {
    if (portal.exitCode !== null || portal.signalCode !== null) {
      throw new Error(
        `The portal did not start. It said: ${await readFile(join(home, "portal.log"))}`,
      );
    }
    await setTimeout(5);
  }
  const startedInMs = performance.now() - beganAt;
  return { url, pid: portal.pid ?? 0, startedInMs, stop: () => stopProcess(portal) };
}

/** Starts the portal of a town. */
export function startTownPortal(
  leftovers: AsyncDisposableStack,
  { home, portalUrl, ownerUrl }: Pick<Town, "home" | "portalUrl" | "ownerUrl">,
): Promise<PortalProcess> {
  return startPortalProcess(leftovers, home, {
    DATABASE_URL: portalUrl,
    DATABASE_OWNER_URL: ownerUrl,
  });
}

/** Ends a child process, by force when it does not heed the signal, and waits until it is gone. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const patience = AbortSignal.timeout(10_000);
  patience.addEventListener("abort", () => child.kill("SIGKILL"));
  await gone;
}

/** A process that ends before it was told to has failed; what fails after it then is no puzzle. */
export function sayWhenItDies(child: ChildProcess, name: string): void {
  child.once("exit", (status, signal) => {
    // Ctrl-C reaches children by itself.
    if (!child.killed && status !== 0 && signal !== "SIGINT")
      console.error(`The ${name} ended by itself: ${signal ?? `status ${status}`}.`);
  });
}

async function servesPages(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}
