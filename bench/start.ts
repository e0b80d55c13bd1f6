import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { type Measure, median, round } from "./measure.ts";
import { startPortalProcess } from "./portal-process.ts";
import { makeHome, startServer } from "./town.ts";

const times = 3;

/** `npm start` on a database that is there and at rest, everything built, until the first page is served. */
export const startMeasure: Measure = {
  id: "start",
  goal: { atMost: 3 },
  unit: "s",
  async run(leftovers) {
    const home = await makeHome(leftovers);
    // Whatever a portal that failed has left running is stopped with this.
    await (await startServer(leftovers, home)).stop();
    const first = await startPortalProcess(leftovers, home);
    await first.stop();
    const seconds: number[] = [];
    const resident: number[] = [];
    for (let count = 0; count < times; count++) {
      const portal = await startPortalProcess(leftovers, home);
      seconds.push(portal.startedInMs / 1000);
      await setTimeout(5000);
      resident.push(await residentMemory(portal.pid));
      await portal.stop();
    }
    return {
      value: median(seconds),
      beside: [{ name: "idle", value: median(resident), unit: "MiB", goal: { atMost: 150 } }],
      detail: {
        seconds: seconds.map(round).join(" "),
        residentMiB: resident.map(round).join(" "),
        firstOfAllInSeconds: round(first.startedInMs / 1000),
        seeded: "the demo; resident memory of the portal's process 5 s after its first page",
      },
    };
  },
};

/** VmRSS in MiB; Linux only, NaN elsewhere. */
async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
