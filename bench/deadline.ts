import postgres from "postgres";
import { cpuTimeOf } from "./cpu-time.ts";
import { type Measure, round } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { percentile, sizeOf } from "./sizes.ts";
import { expectRows, foundTown, settled } from "./town.ts";
import { sendOff } from "./travel.ts";

const connections = 32;
const warmUp = 40;

/**
 * The day before a deadline: everybody, signed in already, goes all the way through 32 connections, each asking as soon
 * as it is answered. An error ends the measure. The acknowledgement itself hashes a password and stands beside.
 */
export const deadlineMeasure: Measure = {
  id: "deadline",
  goal: { atMost: 150 },
  unit: "ms, 99th percentile",
  async run(leftovers) {
    const size = sizeOf("people", 10_000);
    const town = await foundTown(leftovers, { size: size + warmUp, answered: () => 0 });
    const portal = await startTownPortal(leftovers, town);
    const [first, rest] = [town.residents.slice(0, warmUp), town.residents.slice(warmUp)];
    await sendOff(portal.url, town, { people: first, atOnce: connections });

    const owner = postgres(town.ownerUrl, { max: 1, onnotice: () => {} });
    leftovers.defer(() => owner.end());
    const bytes = async () => {
      const [row] = await owner`select pg_database_size(current_database())::float8 as bytes`;
      return row?.bytes as number;
    };
    const before = await bytes();
    const usual: number[] = [];
    const acknowledging: number[] = [];
    const [began, web, database] = [
      performance.now(),
      await cpuTimeOf(portal.pid),
      await cpuTimeOf(town.postmaster),
    ];
    const requests = await sendOff(portal.url, town, {
      ...{ people: rest, atOnce: connections },
      onReply: ({ path, form }, ms) => {
        (form && path.startsWith("/acknowledge") ? acknowledging : usual).push(ms);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    const cpu = {
      web: (await cpuTimeOf(portal.pid)) - web,
      database: (await cpuTimeOf(town.postmaster)) - database,
    };
    const grown = await bytes();
    await expectRows(town.portalUrl, "acknowledgements", size + warmUp);
    return {
      value: percentile(usual, 0.99),
      detail: {
        p50Ms: round(percentile(usual, 0.5)),
        acknowledgingMs: `${round(percentile(acknowledging, 0.5))}, 99th percentile ${round(percentile(acknowledging, 0.99))}, password hash included`,
        requests,
        perSecond: round(requests / seconds),
        peopleAMinute: round((size / seconds) * 60),
        cpuMsAPerson: `${round(cpu.web / size)} web, ${round(cpu.database / size)} database`,
        kilobytesAPerson: round((grown - before) / size / 1000),
        seeded: `${settled} people who are done; ${size} took the journey through ${connections} connections, one acknowledgement each, no error`,
        database: town.durability,
      },
    };
  },
};
