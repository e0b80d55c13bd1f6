import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { FloorJob } from "./floor-job.ts";
import { sayWhenItDies, stopProcess } from "./portal-process.ts";

/** Starts a floor with its job; answers with its address once it listens. */
export async function startFloor(
  leftovers: AsyncDisposableStack,
  job: FloorJob,
): Promise<{ url: string; pid: number }> {
  const floor = fork(join(import.meta.dirname, "floor.ts"), { serialization: "advanced" });
  leftovers.defer(() => stopProcess(floor));
  sayWhenItDies(floor, "floor");
  floor.send(job);
  const answer = once(floor, "message");
  const failure = once(floor, "exit").then(() => {
    throw new Error("The floor did not start.");
  });
  failure.catch(() => {});
  const [{ port }] = (await Promise.race([answer, failure])) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, pid: floor.pid ?? 0 };
}
