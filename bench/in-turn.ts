import { setTimeout } from "node:timers/promises";
import { cpuTimeOf } from "./cpu-time.ts";
import type { Load } from "./load.ts";
import { type Finding, median, round } from "./measure.ts";

const pairs = 6;

/** The number of rounds, the one to warm up included. */
export const rounds = pairs + 1;

/** One of the two that are compared: its process, that of its database, and a run of load against it. */
export type Contender = {
  pid: number;
  postmaster: number | undefined;
  run(round: number): Promise<Load>;
};

/**
 * Floor, portal, floor, portal … after one run of each to warm up. The value is the median of what the
 * portal reached of the floor just before it, so that a machine that drifts drifts for both.
 */
export async function compareInTurn(floor: Contender, portal: Contender): Promise<Finding> {
  const ofFloor: Run[] = [];
  const ofPortal: Run[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    const pair = [await runOnce(floor, turn), await runOnce(portal, turn)] as const;
    if (turn === 0) continue;
    ofFloor.push(pair[0]);
    ofPortal.push(pair[1]);
  }
  const ratios = ofPortal.map((run, turn) => run.perSecond / (ofFloor[turn]?.perSecond ?? Number.NaN));
  return {
    value: median(ratios),
    detail: { ratios: ratios.map(round), portal: middleOf(ofPortal), floor: middleOf(ofFloor) },
  };
}

/** A run, and what one request cost its web process and its database in CPU time. */
type Run = Load & { webCpuMs: number; databaseCpuMs: number };

async function runOnce({ pid, postmaster, run }: Contender, turn: number): Promise<Run> {
  const spent = async () => [
    (await cpuTimeOf(pid)) ?? Number.NaN,
    (postmaster && (await cpuTimeOf(postmaster))) || Number.NaN,
  ];
  const [web = 0, database = 0] = await spent();
  const load = await run(turn);
  const [webAfter = 0, databaseAfter = 0] = await spent();
  // The sealing loop and PostgreSQL come to rest before the other's turn.
  await setTimeout(1000);
  return {
    ...load,
    webCpuMs: (webAfter - web) / load.requests,
    databaseCpuMs: (databaseAfter - database) / load.requests,
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
