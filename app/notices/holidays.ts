import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { HolidayRegion } from "../content/frozen-version.ts";
import type { Day } from "../days.ts";

/** By region, further days and year: a handful of days each. */
const known = new Map<string, Promise<Set<Day>>>();

/** The public holidays of a region in a year, and the organization's further days. */
export function holidaysOf(region: HolidayRegion, year: number): Promise<Set<Day>> {
  const key = JSON.stringify([region.region, region.also, year]);
  const found = known.get(key) ?? askLibrary(region, year);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

// The library holds every holiday of the world: it is asked in a thread of its own, whose memory is
// given back, and only the days are kept.
const program = `
  const { parentPort, workerData: { library, region, also, year } } = require("node:worker_threads");
  const { default: Holidays = require(library) } = require(library);
  const [country, state] = region.split("-");
  const calendar = state ? new Holidays(country, state) : new Holidays(country);
  for (const rule of also) calendar.setHoliday(rule, { name: rule, type: "public" });
  const days = [];
  for (const { type, date, start, end } of calendar.getHolidays(year)) {
    if (type !== "public") continue;
    const first = Date.parse(date.slice(0, 10));
    const length = Math.max(1, Math.round((end - start) / 86400000));
    for (let index = 0; index < length; index++) {
      days.push(new Date(first + index * 86400000).toISOString().slice(0, 10));
    }
  }
  parentPort.postMessage(days);
`;

async function askLibrary({ region, also }: HolidayRegion, year: number): Promise<Set<Day>> {
  const library = createRequire(import.meta.url).resolve("date-holidays");
  const thread = new Worker(program, { eval: true, workerData: { library, region, also, year } });
  try {
    const [days] = (await once(thread, "message")) as [Day[]];
    return new Set(days);
  } finally {
    await thread.terminate();
  }
}
