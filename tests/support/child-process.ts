import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";

/** A server of somebody else's, in a process of its own. */
export type ChildServer = { stop(): Promise<void> };

/**
 * Starts one and answers once it takes connections on its port. Throws what it said when it ends before, or has not
 * begun after ten seconds.
 */
export async function startChild(
  port: number,
  [program = "", ...args]: string[],
  options: Pick<SpawnOptions, "uid" | "gid" | "cwd"> = {},
): Promise<ChildServer> {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (part) => {
      said += part;
    });
  }
  const stop = () => endChild(child);
  for (let tries = 0; !(await listens(port)); tries++) {
    if (tries === 500 || isOver(child)) {
      await stop();
      throw new Error(`${program} did not start. It said: ${said}`);
    }
    await setTimeout(20);
  }
  return { stop };
}

async function endChild(child: ChildProcess): Promise<void> {
  if (isOver(child)) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

function listens(port: number): Promise<boolean> {
  return new Promise((answered) => {
    const probe = connect(port, "127.0.0.1");
    probe.once("connect", () => {
      probe.destroy();
      answered(true);
    });
    probe.once("error", () => answered(false));
  });
}
