import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { type Database, openDatabase } from "#app/db.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { type Measure, median, round } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { percentile, sizeOf } from "./sizes.ts";
import { foundTown } from "./town.ts";

const perSecond = 500;
const connections = 10;
const warmUp = 15;
const pairs = 7;

/**
 * Acts of one ledger record each, 500 a second, each in a transaction of its own, while a portal beside seals: the
 * longest that a record waited for its seal. Then the same acts in short rounds, in turn with that portal held still and
 * with it going on: what an act takes of what it takes without sealing, the middle one of the pairs.
 */
export const sealMeasure: Measure = {
  id: "seal",
  goal: { atMost: 60 },
  unit: "s until sealed",
  async run(leftovers) {
    const seconds = sizeOf("seconds", 60);
    const town = await foundTown(leftovers, { size: 1, answered: () => 0 });
    const sql = postgres(town.portalUrl, { max: connections, onnotice: () => {} });
    leftovers.defer(() => sql.end());
    const owner = postgres(town.ownerUrl, { max: 1, onnotice: () => {} });
    leftovers.defer(() => owner.end());
    const db = openDatabase(sql);
    const asks = async () => {
      const [row] = await owner`
        select count(*)::int as waiting,
          coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0)::float8 as oldest
        from ledger_unsealed join ledger_records on id = record_id`;
      return { waiting: row?.waiting as number, oldest: row?.oldest as number };
    };
    const untilSealed = async () => {
      const began = performance.now();
      while ((await asks()).waiting > 0) await setTimeout(100);
      return (performance.now() - began) / 1000;
    };

    await act(db, warmUp);
    const portal = await startTownPortal(leftovers, town);
    const caughtUp = await untilSealed();
    let longest = 0;
    let isOver = false;
    const watching = (async () => {
      while (!isOver) {
        longest = Math.max(longest, (await asks()).oldest);
        await setTimeout(250);
      }
    })();
    const wholeMinute = await act(db, seconds);
    const rest = await untilSealed();
    isOver = true;
    await watching;

    const rounds: { without: number; going: number }[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      process.kill(portal.pid, "SIGSTOP");
      let without: number;
      try {
        without = median(await act(db, seconds / 6));
      } finally {
        process.kill(portal.pid, "SIGCONT");
      }
      await untilSealed();
      rounds.push({ without, going: median(await act(db, seconds / 6)) });
    }

    const ratios = rounds.map(({ without, going }) => going / without);
    return {
      value: Math.max(longest, rest),
      beside: [
        {
          ...{ name: "acts", value: median(ratios) },
          ...{ unit: "times without sealing", goal: { atMost: 1.1 } },
        },
      ],
      detail: {
        rounds: rounds.map(({ without, going }) => `${round(going)} ms, without ${round(without)}`),
        actMs: `${round(median(wholeMinute))} in the whole minute, 99th percentile ${round(percentile(wholeMinute, 0.99))}`,
        perSecond: round(wholeMinute.length / seconds),
        afterTheLast: `${round(rest)} s until all was sealed`,
        backlog: `${warmUp * perSecond} records that waited before the portal was started, sealed in ${round(caughtUp)} s`,
        seeded: `${perSecond} a second for ${seconds} s, then ${pairs} pairs of rounds of ${round(seconds / 6)} s, through ${connections} connections`,
        database: town.durability,
      },
    };
  },
};

/** Acts at their moments, however long those before take: what each took, in milliseconds, waiting included. */
async function act(db: Database, seconds: number): Promise<number[]> {
  const took: number[] = [];
  const began = performance.now();
  const one = async (moment: number) => {
    const facts = { track: "personal-use" };
    await db.transaction((tx) =>
      writeRecord(tx, { act: "assign", by: null, about: null, at: new Date(), facts } as never),
    );
    took.push(performance.now() - began - moment);
  };
  const acts: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const moment = (number * 1000) / perSecond;
    const left = moment - (performance.now() - began);
    if (left > 1) await setTimeout(left);
    const acting = one(moment);
    // What fails is said when all are done.
    acting.catch(() => {});
    acts.push(acting);
  }
  await Promise.all(acts);
  return took;
}
