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

/**
 * Acts of one ledger record each, 500 a second, each in a transaction of its own, while a portal beside seals. The
 * longest that a record waited for its seal; and what an act takes, of what it takes before that portal is started and
 * after it is stopped.
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

    await act(db, 5);
    const before = await act(db, seconds / 2);
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
    const during = await act(db, seconds);
    const rest = await untilSealed();
    isOver = true;
    await watching;
    await portal.stop();
    const after = await act(db, seconds / 2);

    const without = median([median(before), median(after)]);
    return {
      value: Math.max(longest, rest),
      beside: [
        {
          ...{ name: "acts", value: median(during) / without },
          ...{ unit: "times without sealing", goal: { atMost: 1.1 } },
        },
      ],
      detail: {
        actMs: `${round(median(during))} with, ${round(without)} without; 99th percentile ${round(percentile(during, 0.99))} with, ${round(percentile([...before, ...after], 0.99))} without`,
        perSecond: round(during.length / seconds),
        afterTheLast: `${round(rest)} s until all was sealed`,
        backlog: `${before.length + 5 * perSecond} records that waited before the portal was started, sealed in ${round(caughtUp)} s`,
        seeded: `${perSecond} a second for ${seconds} s, through ${connections} connections`,
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
