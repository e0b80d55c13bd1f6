import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import { startNginx } from "#tests/support/nginx.ts";
import { freePort } from "#tests/support/running-portal.ts";
import { expectStatus, send } from "./call.ts";
import { cpuTimeOf } from "./cpu-time.ts";
import { connections, sendLoad } from "./load.ts";
import { type Measure, median, round } from "./measure.ts";
import { type PortalProcess, startTownPortal } from "./portal-process.ts";
import { foundTown, settled, type Town } from "./town.ts";

const readers = connections * 5;
const callsEach = 300;
const pairs = 6;

/**
 * A lesson's page behind nginx: what it costs web processes and database in CPU time with two of them behind one
 * address, of what it costs with one. In turn, after one round of each to warm up; nginx itself is not counted.
 */
export const twoMeasure: Measure = {
  id: "two",
  goal: { atMost: 1.1 },
  unit: "times with one",
  async run(leftovers) {
    if (process.platform !== "linux") throw new Error("CPU time is read from /proc: Linux only.");
    const town = await foundTown(leftovers, {
      size: readers,
      answered: ({ lessons }) => lessons.slice(0, 2).flatMap(({ scenarios }) => scenarios).length,
    });
    const one = await startTownPortal(leftovers, town);
    const other = await startTownPortal(leftovers, town);
    const single = await standBehind(leftovers, [one]);
    const double = await standBehind(leftovers, [one, other]);
    const ofOne: Round[] = [];
    const ofTwo: Round[] = [];
    for (let turn = -1; turn < pairs; turn++) {
      const [first, second] = [
        await readLessons(town, single, [one]),
        await readLessons(town, double, [one, other]),
      ];
      if (turn < 0) continue;
      ofOne.push(first);
      ofTwo.push(second);
    }
    const ratios = (what: keyof Round) =>
      ofTwo.map((round, turn) => round[what] / (ofOne[turn]?.[what] ?? Number.NaN));
    const cpu = ratios("cpuMs");
    const throughput = ratios("perSecond");
    return {
      value: median(cpu),
      detail: {
        ratios: cpu.map(round).join(" "),
        cpuMsAPage: `${round(median(ofOne.map(({ cpuMs }) => cpuMs)))} with one, ${round(median(ofTwo.map(({ cpuMs }) => cpuMs)))} with two`,
        throughput: `${round(median(throughput))} times with one, on ${availableParallelism()} cores`,
        perSecond: `${round(median(ofOne.map(({ perSecond }) => perSecond)))} with one, ${round(median(ofTwo.map(({ perSecond }) => perSecond)))} with two`,
        seeded: `${settled + readers} people, ${readers} of them reading through ${connections} connections`,
        database: town.durability,
      },
    };
  },
};

type Round = { cpuMs: number; perSecond: number };

async function standBehind(
  leftovers: AsyncDisposableStack,
  portals: PortalProcess[],
): Promise<string> {
  const port = await freePort();
  const urls = portals.map(({ url }) => url);
  const nginx = await startNginx(port, urls);
  leftovers.defer(nginx.stop);
  return `http://127.0.0.1:${port}`;
}

async function readLessons(town: Town, url: string, portals: PortalProcess[]): Promise<Round> {
  const path = `/training/${town.track.lessons[2]?.slug}`;
  const calls = town.residents.map(({ cookie }) => ({ path, cookie }));
  const [call] = calls;
  if (!call) throw new Error("There is nobody to read.");
  expectStatus(await send(url, call), 200, "The lesson");
  const lists = Array.from({ length: connections }, (_, connection) =>
    Array.from(
      { length: callsEach },
      (_, turn) => calls[(turn * connections + connection) % readers] ?? call,
    ),
  );
  const spent = async () => {
    const times = await Promise.all(
      [...portals.map(({ pid }) => pid), town.postmaster].map(cpuTimeOf),
    );
    return times.reduce((sum, ms) => sum + ms, 0);
  };
  const before = await spent();
  const load = await sendLoad(url, { lists, origin: url, status: 200 });
  const after = await spent();
  // Loops and PostgreSQL come to rest before the other's turn.
  await setTimeout(1000);
  return { cpuMs: (after - before) / load.requests, perSecond: load.perSecond };
}
