import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { readTrends } from "#app/exchanges/trends.ts";
import { writeTrends } from "#app/exchanges/trends-csv.ts";
import { hire } from "#tests/support/directory.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeEach(() => city.at(aMonday));

const inSpring = new Date("2026-05-12T15:00:00Z");
const inSummer = new Date("2026-08-12T15:00:00Z");

type Kind = { platform?: string; disengaged?: "yes" | "no" | "not-known" };

/** Ray logs exchanges of these people, one each, of the kinds in turn. */
async function logAll(numbers: string[], kinds: Kind[]) {
  for (const [n, person] of numbers.entries()) {
    await logOne(city, "1004", { person }, { happenedOn: "2026-05-01", ...kinds[n] });
  }
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => String(first + n));

/** Two departments of twenty, hired in May; four exchanges in spring, eighteen in summer. */
beforeAll(async () => {
  hr = await city.viewer("1002");
  city.at(inSpring);
  const ray = (await city.viewer("1004")).personId;
  const work = { fromOn: "2026-01-05", supervisorId: ray };
  for (const number of numbers(3001, 20)) {
    await hire(city.portal, { number }, { ...work, department: "Fire" });
  }
  for (const number of numbers(4001, 20)) {
    await hire(city.portal, { number }, { ...work, department: "Library" });
  }
  await hire(city.portal, { number: "5001" }, { ...work, department: "Public Works" });
  await logAll(numbers(3001, 4), times(4, {}));
  for (const number of numbers(3001, 6)) await askAdvice(city, { as: number });
  city.at(inSummer);
  // Fire 9, Library 5, of Public Works, where few people work, 4.
  const people = [...numbers(3001, 9), ...numbers(4001, 5), ...times(4, "5001")];
  const platforms = [
    ...[...times(11, "Facebook"), ...times(5, "Instagram"), "YouTube", "other"],
  ].map((platform) => ({ platform }));
  const ends: NonNullable<Kind["disengaged"]>[] = [
    ...times(10, "yes" as const),
    ...times(5, "no" as const),
    ...times(3, "not-known" as const),
  ];
  await logAll(
    people,
    platforms.map((one, n) => ({ ...one, disengaged: ends[n] ?? "yes" })),
  );
  for (const number of numbers(3001, 3)) await askAdvice(city, { as: number });
  city.at(new Date("2026-10-05T15:00:00Z"));
  await logAll(numbers(3001, 5), times(5, {}));
}, 120_000);

const trends = async (viewer = hr) => {
  const read = await readTrends(viewer, city.portal);
  if (!read) throw new Error("There are no settings.");
  return read;
};

const quarter = async (year: number, number: number) => {
  const { quarters, departments } = await trends();
  const found = quarters.find(({ quarter: one }) => one.year === year && one.number === number);
  if (!found) throw new Error("It is not shown.");
  const named = found.departments && {
    ...found.departments,
    shown: found.departments.shown.map((one) => ({ ...one, name: departments.get(one.name) })),
  };
  return { ...found, departments: named };
};

test("a quarter's figures, counted by hand, with what could tell of somebody kept back", async () => {
  expect(await quarter(2026, 3)).toMatchObject({
    logged: 18,
    asked: null,
    escalated: null,
    // Instagram's five too: without them two would be left.
    platforms: { shown: [{ name: "Facebook", count: 11 }], together: 7 },
    disengaged: { shown: [{ name: "yes", count: 10 }], together: 8 },
    // Public Works has fewer than twenty people, and the five of the library hide its four.
    departments: { shown: [{ name: "Fire", count: 9 }], together: 9 },
  });
});

test("of a quarter with few exchanges nothing is shown but how many asked", async () => {
  expect(await quarter(2026, 2)).toMatchObject({
    ...{ logged: null, asked: 6, escalated: null },
    ...{ platforms: null, departments: null, disengaged: null },
  });
});

test("only quarters that have ended are shown, the one that ended yesterday from tomorrow on", async () => {
  const last = async (day: string) => {
    city.at(new Date(`${day}T15:00:00Z`));
    return (await trends()).quarters.map(({ quarter: one }) => `${one.year}/${one.number}`);
  };
  expect(await last("2026-11-23")).toEqual([
    ...["2024/4", "2025/1", "2025/2", "2025/3", "2025/4", "2026/1", "2026/2", "2026/3"],
  ]);
  expect((await last("2027-01-01")).at(-1)).toBe("2026/3");
  expect((await last("2027-01-02")).at(-1)).toBe("2026/4");
  // Five of these tests, and two of the fixed people.
  expect((await quarter(2026, 4)).logged).toBe(7);
});

test("nothing that happens later changes a quarter that has ended", async () => {
  const before = await quarter(2026, 3);
  // People of the fire hall leave, and it turns out that they left before the quarter ended.
  await city.database.owner`
    update employments set superseded_at = ${aMonday.toISOString()}
    where department_id = (select id from departments where name = 'Fire')`;
  await logAll(numbers(4001, 5), times(5, { disengaged: "no" }));
  await askAdvice(city, { as: "4001" });
  expect(await quarter(2026, 3)).toEqual(before);
  city.at(new Date("2027-03-01T15:00:00Z"));
  expect(await quarter(2026, 3)).toEqual(before);
});

test("how many were escalated is shown where neither they nor the others are few", async () => {
  const escalate = (count: number) =>
    city.database.owner.begin(async (tx) => {
      // Of what an escalation becomes there are tests elsewhere.
      await tx`alter table exchange_escalations drop constraint if exists exchange_escalations_report_id_fkey`;
      await tx`alter table exchange_escalations disable trigger user`;
      await tx`delete from exchange_escalations`;
      await tx`
      insert into exchange_escalations (exchange_id, report_id, "by", escalated_on)
      select exchange_id, gen_random_uuid(), "by", '2026-09-30' from exchange_reports
      where logged_on = '2026-08-12' limit ${count}`;
    });
  const shown = [];
  for (const count of [4, 5, 13, 14]) {
    await escalate(count);
    shown.push((await quarter(2026, 3)).escalated);
  }
  await escalate(0);
  expect(shown).toEqual([null, 5, 13, null]);
});

test("the file has the figures of the page, and no more", async () => {
  const { name, text } = writeTrends(await trends(), "2026-11-23");
  expect(name).toBe("exchanges-2026-11-23.csv");
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("\uFEFFQuarter,From,Until,Figure,Of,Number");
  const of = (words: string) => lines.filter((line) => line.startsWith(words));
  expect(of("Q2 2026")).toEqual([
    "Q2 2026,2026-04-01,2026-06-30,Requests for advice,All,6",
    "Q2 2026,2026-04-01,2026-06-30,Exchange reports,All,fewer than 5",
    "Q2 2026,2026-04-01,2026-06-30,Escalated,All,kept back",
  ]);
  const summer = "Q3 2026,2026-07-01,2026-09-30";
  expect(of(summer)).toEqual([
    `${summer},Requests for advice,All,fewer than 5`,
    `${summer},Exchange reports,All,18`,
    `${summer},Escalated,All,kept back`,
    `${summer},By platform,Facebook,11`,
    `${summer},By platform,"All kept back, together",7`,
    `${summer},By department,Fire,9`,
    `${summer},By department,"All kept back, together",9`,
    `${summer},Disengaged politely,Disengaged politely,10`,
    `${summer},Disengaged politely,Did not disengage politely,kept back`,
    `${summer},Disengaged politely,Not known,kept back`,
    `${summer},Disengaged politely,"All kept back, together",8`,
  ]);
});

test("to somebody without the grant all is kept back", async () => {
  for (const handle of ["1004", "1014", "1012"]) {
    const { quarters, departments } = await trends(await city.viewer(handle));
    expect(departments.size).toBe(0);
    expect(quarters.every(({ logged, asked }) => logged === null && asked === null)).toBe(true);
  }
});
