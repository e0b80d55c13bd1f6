import { readdir, readFile } from "node:fs/promises";

/**
 * CPU time in milliseconds, user and system, that a process and all below it have used, those that ended
 * and were waited for included. From /proc/<pid>/stat: Linux only, NaN elsewhere.
 */
export async function cpuTimeOf(pid: number): Promise<number> {
  if (process.platform !== "linux") return Number.NaN;
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map((id) => readProcess(Number(id))));
  const processes = found.filter((one) => one !== null);
  const tree = new Set([pid]);
  // A child may have a lower id than its parent once ids wrap around: look until nothing is added.
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const one of processes) if (tree.has(one.parent)) tree.add(one.pid);
  }
  return processes
    .filter((one) => tree.has(one.pid))
    .reduce((sum, one) => sum + one.ticks * millisecondsPerTick, 0);
}

/** The process that started this one; Linux only, NaN elsewhere. */
export async function parentOf(pid: number): Promise<number> {
  return (await readProcess(pid))?.parent ?? Number.NaN;
}

/** USER_HZ is 100 wherever Node runs on Linux. */
const millisecondsPerTick = 10;

async function readProcess(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  // The name in parentheses may hold anything. After it come the state, the parent, and as the 12th to
  // the 15th field utime, stime, cutime and cstime (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), ticks };
}
