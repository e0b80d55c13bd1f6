import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { spanOfDay } from "#app/days.ts";
import { writeToOffice } from "#app/intake/messages.ts";
import { recordAnonymousActs } from "#app/intake/reporter-act.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { turnDay } from "#app/turn-day.ts";
import { addedTo, dumpTables, momentsNear, spellingsOf } from "#tests/support/dump.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
const day = 86_400_000;
let days = 0;

/** Some anonymous reports filed one after another on a day of its own; answers their names in the ledger. */
async function fileSome(count: number): Promise<string[]> {
  days += 3;
  const morning = aMonday.getTime() + days * day;
  const named: string[] = [];
  for (let n = 0; n < count; n++) {
    city.at(new Date(morning + n * 60_000));
    const { report } = await fileReport(city.portal);
    named.push(city.portal.vault.indexOf("report", report.id));
  }
  return named;
}

async function recorded(names: string[]) {
  const rows = await city.database.owner<{ report: string; body: string; at: string }[]>`
    select body::json -> 'facts' ->> 'report' as report, body, recorded_at::text as at
    from ledger_records where act = 'file-violation-report' order by id`;
  return rows.filter(({ report }) => names.includes(report));
}

/** Works off every job: those of one queue go one after another, and a run leaves what another one holds. */
async function workOff() {
  const left = async () => {
    await city.runJobs();
    const [found] = await city.database.owner`
      select count(*)::int as jobs from graphile_worker.jobs where run_at <= now()`;
    return found?.jobs;
  };
  await expect.poll(left, { timeout: 30_000 }).toBe(0);
}

test("what anonymous people did comes into the ledger on a later day, in no order, and all at the day's first moment", async () => {
  const named = await fileSome(12);
  await turnDay(city.portal);
  expect(await recorded(named)).toEqual([]);

  const { timeZone } = await city.portal.organization();
  const filedOn = new Date(aMonday.getTime() + days * day).toISOString().slice(0, 10);
  city.at(new Date(aMonday.getTime() + (days + 1) * day));
  await turnDay(city.portal);

  const records = await recorded(named);
  const order = records.map(({ report }) => report);
  expect(order.toSorted()).toEqual(named.toSorted());
  // By chance it would be the same once in 479 million runs.
  expect(order).not.toEqual(named);
  const first = new Date(spanOfDay(timeZone, filedOn).from);
  for (const { body, at } of records) {
    expect(new Date(at)).toEqual(first);
    expect(JSON.parse(body)).toMatchObject({ by: null, about: null, at: first.toISOString() });
  }
  const { owner } = city.database;
  expect(await sealCommitted(owner, city.portal.keys, city.portal.now())).toBeGreaterThan(0);
  const verdict = await verifyLedger(owner, publicKeySet(city.portal.keys), {});
  expect(verdict.fault).toBeFalsy();
});

test("run twice, and by several at once, it records each act once", async () => {
  const named = await fileSome(5);
  city.at(new Date(aMonday.getTime() + (days + 1) * day));
  await Promise.all([1, 2, 3].map(() => recordAnonymousActs(city.portal)));
  await recordAnonymousActs(city.portal);
  expect(await recorded(named)).toHaveLength(5);
});

test("interrupted half-way, it has recorded none; run again, each once", async () => {
  const named = await fileSome(5);
  city.at(new Date(aMonday.getTime() + (days + 1) * day));
  const { owner } = city.database;
  await owner.begin(async (tx) => {
    await tx`lock table ledger_unsealed in share mode`;
    const interrupted = recordAnonymousActs(city.portal).then(
      () => "recorded",
      () => "interrupted",
    );
    const inside = async () => {
      const [found] = await owner`
        select pid from pg_locks where not granted and relation = 'ledger_unsealed'::regclass`;
      return found?.pid;
    };
    await expect.poll(inside).toBeGreaterThan(0);
    await city.database.interrupt(await inside());
    expect(await interrupted).toBe("interrupted");
  });
  expect(await recorded(named)).toEqual([]);
  const [left] = await owner`select count(*)::int as acts from unrecorded_acts`;
  expect(left?.acts).toBe(5);

  await recordAnonymousActs(city.portal);

  expect(await recorded(named)).toHaveLength(5);
});

test("nothing an anonymous report adds to any table, its ledger record and its jobs included, tells its minute", async () => {
  const { owner } = city.database;
  days += 3;
  city.at(new Date(aMonday.getTime() + days * day + 13_579));
  await turnDay(city.portal);
  // What the day asked for is not what a report asks for.
  await owner`delete from graphile_worker._private_jobs`;
  const before = await dumpTables(owner);
  const words = "the zamboni driver painted a walrus";
  const { report } = await fileReport(city.portal, { what: words, pasted: "lantern parade" });
  await writeToOffice(city.portal, report, {
    words: "It was the lantern parade",
    formId: randomUUID(),
  });
  const filed = city.portal.now();
  await workOff();

  const added = addedTo(before, await dumpTables(owner));

  expect(added.filter((line) => line.includes(report.id)).length).toBeGreaterThan(1);
  for (const trace of [words, "lantern parade"].flatMap(spellingsOf)) {
    expect(added.filter((line) => line.includes(trace))).toEqual([]);
  }
  // The portal's clock stands at another time than the database's: neither shows.
  for (const clock of [filed, new Date()]) {
    expect(added.filter((line) => momentsNear(clock, line).length > 0)).toEqual([]);
  }
});

test("of a confidential report the name and the words stand nowhere in a dump; its moment does", async () => {
  const { owner } = city.database;
  const before = await dumpTables(owner);
  const reporter = {
    ...{ personId: null, name: "Quillon Featherstonehaugh", email: "quillon@example.net" },
    ...{ phone: "204 555 0177", reach: "after supper" },
  };
  await fileReport(city.portal, {
    reporter,
    what: "the zamboni driver painted a walrus",
    witnesses: "Bartholomew Quackenbush",
    addresses: ["https://example.net/posts/walrus-at-the-rink"],
    subjects: [{ words: "the zamboni driver of the arena" }],
  });

  const added = addedTo(before, await dumpTables(owner));

  expect(added.some((line) => line.startsWith("public.violation_reports\t"))).toBe(true);
  const said = [
    ...["Quillon", "Featherstonehaugh", "quillon@example.net", "204 555 0177", "after supper"],
    ...["walrus", "Quackenbush", "zamboni driver", "example.net/posts"],
  ];
  for (const trace of said.flatMap(spellingsOf)) {
    expect(added.filter((line) => line.toLowerCase().includes(trace.toLowerCase()))).toEqual([]);
  }
  expect(added.filter((line) => momentsNear(city.portal.now(), line).length > 0)).not.toEqual([]);
});
