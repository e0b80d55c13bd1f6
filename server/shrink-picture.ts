import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Shrink } from "#app/evidence-files/make-viewing-copy.ts";
import { projectFolder } from "./settings.ts";

/** Nobody waits for a picture longer. */
const patienceMs = 30_000;
/** A picture of 2000 px is far smaller. */
const largestCopy = 8 * 1024 * 1024;

/** Where the child stands: it is never bundled, so that no other process ever loads what reads pictures. */
const childScript = join(projectFolder, "server/picture-child.ts");

/** No network, no process of its own, no file but code: keys may stand in the project's folder too. */
const limits = [
  "--permission",
  "--allow-addons",
  "--disable-warning=SecurityWarning",
  "--max-old-space-size=256",
  ...["node_modules/*", "package.json", "server/picture-child.ts"].map(
    (path) => `--allow-fs-read=${join(projectFolder, path)}`,
  ),
];

/**
 * Makes a small picture in a process of its own, which gets the bytes and nothing else: no environment, no
 * network, no file but its own code, a limit of time and of memory. Whatever a picture does there ends there.
 */
export function shrinkPicture(script = childScript, patience = patienceMs): Shrink {
  return async (bytes) => {
    const child = spawn(process.execPath, [...limits, script], {
      env: {} as NodeJS.ProcessEnv,
      cwd: projectFolder,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    try {
      // A child that has seen enough closes its end: what is left to say then is no failure of ours.
      const said = pipeline(Readable.from(bytes, { objectMode: false }), child.stdin).catch(
        (problem: NodeJS.ErrnoException) => {
          if (!["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET"].includes(problem.code ?? "")) {
            throw problem;
          }
        },
      );
      const [[code], picture] = await Promise.all([
        once(child, "exit"),
        answerOf(child.stdout),
        said,
      ]);
      if (code === 0 && picture.length > 0) return { picture };
      return reasons[code] ?? { refused: "making a picture of it broke off", isFinal: false };
    } finally {
      clearTimeout(timer);
      child.kill("SIGKILL");
    }
  };
}

/** By the status with which the child ends. */
const reasons: Record<number, { refused: string; isFinal: boolean }> = {
  2: { refused: "it has more than 50 million points", isFinal: true },
  3: { refused: "it is damaged, or no picture the portal can read", isFinal: true },
};

async function answerOf(said: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of said as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= largestCopy) parts.push(part);
  }
  return length <= largestCopy ? Buffer.concat(parts) : Buffer.alloc(0);
}
