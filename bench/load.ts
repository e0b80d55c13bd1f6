import autocannon from "autocannon";
import { type Call, headersOf } from "./call.ts";

/** How many ask at once. */
export const connections = 8;

/** What one run of load found. */
export type Load = {
  requests: number;
  perSecond: number;
  /** The load generator's own share of one core: far from 1, it held nothing up. */
  generatorShare: number;
  p50Ms: number;
  p99Ms: number;
};

/**
 * Sends calls through keep-alive connections, one list each, as fast as they are answered. Throws when
 * one is answered with another status than `status`.
 */
export async function sendLoad(
  url: string,
  { lists, origin, status }: { lists: Call[][]; origin: string; status: number },
): Promise<Load> {
  const length = lists[0]?.length ?? 0;
  if (length === 0 || lists.some((list) => list.length !== length)) {
    throw new Error("Each connection needs as many calls as the others.");
  }
  const waiting = [...lists];
  const spentBefore = process.cpuUsage();
  let began = performance.now();
  let ended = began;
  const run = autocannon({
    url,
    connections: lists.length,
    amount: length * lists.length,
    timeout: 30,
    setupClient: (client) => {
      client.setRequests(
        (waiting.shift() ?? []).map((call) => ({
          method: call.form === undefined ? "GET" : "POST",
          path: call.path,
          headers: headersOf(call, origin),
          ...(call.form === undefined ? {} : { body: call.form }),
        })),
      );
    },
  });
  run.on("start", () => {
    began = performance.now();
  });
  run.on("response", () => {
    ended = performance.now();
  });
  const result = await run;
  const spent = process.cpuUsage(spentBefore);
  const statuses = Object.keys(result.statusCodeStats);
  if (result.errors > 0 || statuses.some((one) => one !== String(status))) {
    const { errors, timeouts, statusCodeStats } = result;
    const found = JSON.stringify({ errors, timeouts, ...statusCodeStats });
    throw new Error(`Not every answer had status ${status}: ${found}`);
  }
  const seconds = (ended - began) / 1000;
  return {
    requests: length * lists.length,
    perSecond: (length * lists.length) / seconds,
    generatorShare: (spent.user + spent.system) / 1e6 / seconds,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
