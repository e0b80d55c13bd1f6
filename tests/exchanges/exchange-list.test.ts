import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { answerAdvice } from "#app/exchanges/act-as-adviser.ts";
import {
  readClosedExchanges,
  readLeftExchanges,
  readOpenExchanges,
} from "#app/exchanges/exchange-list.ts";
import { readExchangePage } from "#app/exchanges/exchange-page.ts";
import { readWaitingExchanges } from "#app/exchanges/waiting-exchanges.ts";
import { escalate, tell, writeAs } from "#tests/support/escalations.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

/** What somebody's list shows, part by part. */
async function listOf(handle: string, q?: string) {
  const viewer = await city.viewer(handle);
  const open = await readOpenExchanges(viewer, city.portal, { q });
  const closed = await readClosedExchanges(viewer, city.portal, { q }, { place: null });
  return {
    open: open.map(({ number, state }) => `${number} ${state}`),
    closed: closed.rows.map(({ number }) => number),
  };
}

describe("the list of an adviser", () => {
  let [calm, ongoing, due, planned, closed] = ["", "", "", "", ""];
  beforeAll(async () => {
    city.at(new Date("2026-11-20T15:00:00Z"));
    due = (await logOne(city, "1008", { person: "1009" }, { followUpOn: "2026-11-23" })).number;
    planned = (await logOne(city, "1008", { person: "1009" }, { followUpOn: "2026-12-01" })).number;
    closed = (await logOne(city, "1008", { person: "1009" })).number;
    city.at(new Date("2026-11-22T15:00:00Z"));
    calm = await askAdvice(city, { as: "1009", isOngoing: false });
    city.at(new Date("2026-11-22T16:00:00Z"));
    ongoing = await askAdvice(city, { as: "1009", isOngoing: true });
    city.at(aMonday);
  });

  test("has first what waits, still going on before others, then follow-ups that are due, then others, then closed ones", async () => {
    expect(await listOf("1008")).toEqual({
      open: [`${ongoing} waiting`, `${calm} waiting`, `${due} due`, `${planned} planned`],
      closed: [closed],
    });
    const waiting = await readWaitingExchanges(
      { ...(await city.viewer("1008")), isSupervisor: true },
      city.portal,
    );
    expect(waiting).toEqual({ waiting: 2, ongoing: 1, due: 1, wroteSince: 0, told: 0 });
  });

  test.each([["1004"], ["1002"], ["1014"], ["1012"], ["1009"]])(
    "shows nothing of it to %s, nor does the page",
    async (handle) => {
      const { open, closed: others } = await listOf(handle);
      for (const number of [calm, ongoing, due, planned, closed]) {
        expect([...open, ...others].join(" ")).not.toContain(number);
        const viewer = await city.viewer(handle);
        expect(await readExchangePage(viewer, city.portal, number)).toBeUndefined();
      }
    },
  );

  test("is searched by name, number of the person and number of the exchange, in part too", async () => {
    expect((await listOf("1008", "Flett")).open).toHaveLength(4);
    expect((await listOf("1008", "1009")).closed).toEqual([closed]);
    expect(await listOf("1008", planned.toLowerCase().replaceAll("-", " "))).toEqual({
      open: [`${planned} planned`],
      closed: [],
    });
    expect((await listOf("1008", planned.slice(-4))).open).toContain(`${planned} planned`);
    expect(await listOf("1008", "Sinclair")).toEqual({ open: [], closed: [] });
  });

  test("goes with the supervisor of the day: open ones move, closed ones stay", async () => {
    await moveTo(city, "1009", "1005");
    expect((await listOf("1008")).open).toEqual([]);
    expect((await listOf("1008")).closed).toEqual([closed]);
    const moved = (await listOf("1005")).open;
    for (const number of [ongoing, calm, due]) expect(moved.join(" ")).toContain(number);
    expect((await listOf("1005")).closed).toEqual([]);
    await moveTo(city, "1009", "1008");
  });

  test("of HR holds what their supervisor is part of, is away for, or cannot sign in for, and nothing else", async () => {
    const partOf = await askAdvice(city, { as: "1009", parties: ["1008"] });
    expect((await listOf("1003")).open).toContain(`${partOf} waiting`);
    expect((await listOf("1008")).open.join(" ")).not.toContain(partOf);
    await city.database.owner`
      insert into leaves (person_id, from_on, until_on, recorded_at)
      select id, '2026-12-01', '2026-12-04', now() from people where handle = '1008'`;
    city.at(new Date("2026-12-02T15:00:00Z"));
    expect((await listOf("1002")).open.join(" ")).toContain(ongoing);
    city.at(new Date("2026-12-07T15:00:00Z"));
    expect((await listOf("1002")).open.join(" ")).not.toContain(ongoing);
  });
});

test("the list shows exactly what the database says somebody advises in, whoever asks", async () => {
  const people = await city.portal.db.query.people.findMany();
  for (const { id, handle } of people) {
    const rows = await city.database.portal`
      select x.number from open_exchanges o join exchanges x on x.id = o.exchange_id
      where advises(${id}, x.id, '2026-11-23') order by 1`;
    const { open } = await listOf(handle);
    expect(open.map((line) => line.split(" ")[0]).sort()).toEqual(rows.map(({ number }) => number));
  }
});

test("closed ones come in pages, the last first", async () => {
  for (let n = 0; n < 3; n++) await logOne(city, "1008", { person: "1009" });
  const viewer = await city.viewer("1008");
  const first = await readClosedExchanges(viewer, city.portal, {}, { place: null, size: 2 });
  const second = await readClosedExchanges(viewer, city.portal, {}, { place: first.next, size: 2 });
  const numbers = [...first.rows, ...second.rows].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(4);
  expect(second.next).toBeNull();
});

test("a closed one rises while its person was told and it is not passed on, first where they wrote since, for who closed it alone", async () => {
  const left = async (as: string) =>
    (await readLeftExchanges(await city.viewer(as), city.portal, {})).map(
      ({ number, state }) => `${number} ${state}`,
    );
  const counted = async () => {
    const ray = { ...(await city.viewer("1004")), isSupervisor: true };
    const read = await readWaitingExchanges(ray, city.portal);
    return [read?.wroteSince, read?.told];
  };
  const numbers: string[] = [];
  for (let n = 0; n < 2; n++) {
    const { number } = await logOne(city, "1004", { number: await askAdvice(city) });
    numbers.push(number);
  }
  const [first = "", second = ""] = numbers;
  expect(await left("1004")).toEqual([]);
  for (const number of numbers) await tell(city, "1004", number);
  expect(await counted()).toEqual([0, 2]);
  await writeAs(city, "1006", second, "Please do not.");
  expect(await left("1004")).toEqual([`${second} wrote-since`, `${first} told`]);
  expect(await counted()).toEqual([1, 1]);
  const page = await readExchangePage(await city.viewer("1004"), city.portal, second);
  expect(page).toMatchObject({ state: "wrote-since", isOpen: false });
  for (const as of ["1005", "1002", "1006"]) expect(await left(as)).toEqual([]);
  // An answer does not pass it on.
  const answered = { formId: randomUUID(), seen: page?.seen ?? 0, words: "I wait, then." };
  await answerAdvice(await city.viewer("1004"), city.portal, second, answered);
  expect((await left("1004")).sort()).toEqual([`${first} told`, `${second} told`].sort());
  expect(await counted()).toEqual([0, 2]);
  await writeAs(city, "1006", second, "Thank you.");
  for (const number of numbers) await escalate(city, "1004", number);
  expect(await left("1004")).toEqual([]);
  expect(await counted()).toEqual([0, 0]);
});
