import { isPassword } from "#app/auth/password.ts";
import { cpuTimeOf } from "./cpu-time.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { password } from "./residents.ts";
import { expectRows, foundTown, settled } from "./town.ts";
import { sendOff } from "./travel.ts";

const warmUp = 60;
const travelling = 100;
const atOnce = 4;

/**
 * People who are signed in go all the way: home, each lesson, each answer and the page it leads back to,
 * the policy with its statement, the acknowledgement, the receipt. What the portal and PostgreSQL used
 * is read from /proc, so this runs on Linux only; the password hash is measured beside and taken off.
 */
export const journeyMeasure: Measure = {
  id: "journey",
  goal: { atMost: 40 },
  unit: "CPU ms a person",
  async run(leftovers) {
    if (process.platform !== "linux") throw new Error("CPU time is read from /proc: Linux only.");
    const town = await foundTown(leftovers, { size: warmUp + travelling, answered: () => 0 });
    const portal = await startTownPortal(leftovers, town);
    await sendOff(portal.url, town, { people: town.residents.slice(0, warmUp), atOnce });

    const spent = async () =>
      [await cpuTimeOf(portal.pid), await cpuTimeOf(town.postmaster)] as const;
    const [web, database] = await spent();
    const people = town.residents.slice(-travelling);
    const requests = await sendOff(portal.url, town, { people, atOnce });
    const [webAfter, databaseAfter] = await spent();
    await expectRows(town.portalUrl, "acknowledgements", warmUp + travelling);

    const hash = await hashingTime();
    const [ofPortal, ofDatabase] = [webAfter - web, databaseAfter - database].map(
      (ms) => ms / travelling,
    ) as [number, number];
    return {
      value: ofPortal + ofDatabase - hash,
      detail: {
        portalMs: Math.round(ofPortal - hash),
        databaseMs: Math.round(ofDatabase),
        passwordHashMs: Math.round(hash),
        requestsAPerson: requests / travelling,
        seeded: `${settled} people who are done; ${travelling} took the journey, ${atOnce} at a time, after ${warmUp} to warm up`,
        database: town.durability,
      },
    };
  },
};

/** CPU time of one password hash, in milliseconds, as the portal computes it. */
async function hashingTime(): Promise<number> {
  const times = 20;
  await isPassword(null, password);
  const before = process.cpuUsage();
  for (let count = 0; count < times; count++) await isPassword(null, password);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}
