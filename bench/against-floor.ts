import { setTimeout } from "node:timers/promises";
import { type Call, type Reply, send } from "./call.ts";
import { cpuTimeOf } from "./cpu-time.ts";
import type { FloorJob } from "./floor-job.ts";
import { startFloor } from "./floor-process.ts";
import { expectSame } from "./floor-work.ts";
import { type Load, sendLoad } from "./load.ts";
import { type Finding, median, round } from "./measure.ts";
import type { PortalProcess } from "./portal-process.ts";
import type { Town } from "./town.ts";

const pairs = 12;

/** The number of rounds, the one to warm up included. */
export const rounds = pairs + 1;

type Comparison = {
  town: Town;
  portal: PortalProcess;
  job: FloorJob;
  /** A call that the portal answered already: the floor's answer to it must be the same. */
  sample: { call: Call; reply: Reply };
  /** What is sent in a round, to the floor and then to the portal: one list for each connection. */
  lists: (round: number) => Call[][];
};

/**
 * Floor, portal, floor, portal … after one run of each to warm up. The value is the median of what the
 * portal reached of the floor just before it, so that a machine that drifts drifts for both.
 */
export async function measureAgainstFloor(
  leftovers: AsyncDisposableStack,
  { town, portal, job, sample, lists }: Comparison,
): Promise<Finding> {
  const floor = await startFloor(leftovers, job);
  expectSame(sample.reply, await send(floor.url, sample.call));
  const { status } = sample.reply;
  const runAgainst = (process: { url: string; pid: number }, turn: number) =>
    runOnce(process, town.postmaster, () =>
      sendLoad(process.url, { lists: lists(turn), origin: portal.url, status }),
    );
  const ofFloor: Run[] = [];
  const ofPortal: Run[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    const floorRun = await runAgainst(floor, turn);
    const portalRun = await runAgainst(portal, turn);
    if (turn === 0) continue;
    ofFloor.push(floorRun);
    ofPortal.push(portalRun);
  }
  const ratios = ofPortal.map(
    (run, turn) => run.perSecond / (ofFloor[turn]?.perSecond ?? Number.NaN),
  );
  return {
    value: median(ratios),
    detail: {
      ratios: ratios.map(round).join(" "),
      portal: middleOf(ofPortal),
      floor: middleOf(ofFloor),
      database: town.durability,
    },
  };
}

/** A run, and what one request cost its web process and its database in CPU time. */
type Run = Load & { webCpuMs: number; databaseCpuMs: number };

async function runOnce(
  { pid }: { pid: number },
  postmaster: number,
  load: () => Promise<Load>,
): Promise<Run> {
  const [web, database] = [await cpuTimeOf(pid), await cpuTimeOf(postmaster)];
  const done = await load();
  const [webAfter, databaseAfter] = [await cpuTimeOf(pid), await cpuTimeOf(postmaster)];
  // The sealing loop and PostgreSQL come to rest before the other's turn.
  await setTimeout(1000);
  return {
    ...done,
    webCpuMs: (webAfter - web) / done.requests,
    databaseCpuMs: (databaseAfter - database) / done.requests,
  };
}

function middleOf(runs: Run[]): { [what in keyof Run]: number } {
  const middle = (what: keyof Run) => round(median(runs.map((run) => run[what])));
  return {
    requests: middle("requests"),
    perSecond: middle("perSecond"),
    p50Ms: middle("p50Ms"),
    p99Ms: middle("p99Ms"),
    webCpuMs: middle("webCpuMs"),
    databaseCpuMs: middle("databaseCpuMs"),
    generatorShare: middle("generatorShare"),
  };
}
