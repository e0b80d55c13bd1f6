import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { projectFolder } from "#server/settings.ts";

/** A real portal as `npm start` makes it, on an embedded database of its own, with the demo people. */
export type RunningPortal = {
  url: string;
  home: string;
  /** All it has written to its log so far. */
  said: () => string;
  /** Stops it and removes what it kept. */
  stop: () => Promise<void>;
  /** Stops it and leaves what it kept, for another start. */
  pause: () => Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
};

/**
 * Starts one on a free port, in a folder of its own or in the one a paused portal left; answers when it
 * serves. `env` changes its settings. Throws what it said when it does not start.
 */
export async function startPortal(
  env: Record<string, string> = {},
  leftBy?: Pick<RunningPortal, "home">,
): Promise<RunningPortal> {
  const home = leftBy?.home ?? (await mkdtemp(join(tmpdir(), "signpost-run-")));
  await chmod(home, 0o711);
  const port = Number(env.PORT ?? (await freePort()));
  const server = spawn(process.execPath, [join(projectFolder, "server/start.ts")], {
    env: {
      ...(process.env as Record<string, string>),
      NODE_ENV: "production",
      SIGNPOST_HOME: home,
      PORT: String(port),
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  let said = "";
  server.stderr.on("data", (part) => {
    complaint += part;
  });
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (part) => {
      said += part;
    });
  }
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, "exit");
  };
  const pause = () => end("SIGTERM");
  const kill = () => end("SIGKILL");
  const stop = async () => {
    await pause();
    await rm(home, { recursive: true, force: true });
  };
  if (await opening(server.stdout)) {
    return {
      url: `http://127.0.0.1:${port}`,
      home,
      said: () => said,
      stop,
      pause,
      kill,
    };
  }
  await (leftBy ? pause() : stop());
  throw new Error(complaint);
}

/** True once the portal says that it is open, false when it ended before. */
function opening(said: Readable): Promise<boolean> {
  let text = "";
  return new Promise((answered) => {
    said.on("data", (part) => {
      text += part;
      if (text.includes("Signpost is open at")) answered(true);
    });
    said.on("end", () => answered(false));
  });
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}
