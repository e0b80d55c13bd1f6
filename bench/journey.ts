import { isPassword } from "#app/auth/password.ts";
import { type Call, expectStatus, type Reply, send } from "./call.ts";
import { cpuTimeOf } from "./cpu-time.ts";
import { questionsOf, rightAnswer, statement } from "./forms.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { password, type Resident } from "./residents.ts";
import { expectRows, foundTown, settled, type Town } from "./town.ts";

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
    await sendOff(portal.url, town, town.residents.slice(0, warmUp));

    const spent = async () =>
      [await cpuTimeOf(portal.pid), await cpuTimeOf(town.postmaster)] as const;
    const [web, database] = await spent();
    const requests = await sendOff(portal.url, town, town.residents.slice(-travelling));
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

async function sendOff(url: string, town: Town, people: Resident[]): Promise<number> {
  const waiting = [...people];
  let requests = 0;
  const counting = (call: Call) => {
    requests += 1;
    return send(url, call);
  };
  const guide = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await travel(counting, town, one);
  };
  await Promise.all(Array.from({ length: atOnce }, guide));
  return requests;
}

async function travel(
  ask: (call: Call) => Promise<Reply>,
  town: Town,
  one: Resident,
): Promise<void> {
  const { cookie } = one;
  const open = async (path: string) => expectStatus(await ask({ path, cookie }), 200, path);
  const post = async (call: Call) => {
    const { location } = expectStatus(await ask(call), 303, call.path);
    return open(location ?? "");
  };
  await open("/");
  for (const { slug, scenarios } of town.track.lessons) {
    await open(`/training/${slug}`);
    const questions = questionsOf(town.track).filter(({ scenario }) =>
      scenarios.includes(scenario),
    );
    for (const question of questions) await post(rightAnswer(one, question));
  }
  const { path } = statement(one, town);
  await open(path);
  await post(statement(one, town));
}

/** CPU time of one password hash, in milliseconds, as the portal computes it. */
async function hashingTime(): Promise<number> {
  const times = 20;
  await isPassword(null, password);
  const before = process.cpuUsage();
  for (let count = 0; count < times; count++) await isPassword(null, password);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}
