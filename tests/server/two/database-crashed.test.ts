import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmed, expectAllOnce, startWork } from "#tests/support/city-at-work.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { foundSmallCity, type SmallCity } from "#tests/support/small-city.ts";
import { visitor } from "#tests/support/visitor.ts";

const stops = new AsyncDisposableStack();
let city: SmallCity;
let portal: RunningPortal;

beforeAll(async () => {
  city = await foundSmallCity({ people: 10 });
  stops.defer(city.stop);
  portal = await startPortal(city.env);
  stops.defer(portal.stop);
});
afterAll(() => stops.disposeAsync());

const health = () => visitor(portal.url).ask("/health");

// Whoever is not answered sends their form again for two minutes.
const patient = 180_000;

test("a database that crashes under load loses nothing it confirmed, and the portal goes on by itself", {
  timeout: patient,
}, async () => {
  const work = startWork(city, portal.url, { atOnce: 8, reports: 3 });
  await expect.poll(() => confirmed(work), { interval: 20 }).toBeGreaterThan(50);
  await city.server.crash();

  const away = await health();
  expect([away.status, JSON.parse(away.text).healthy]).toEqual([503, false]);
  const page = await visitor(portal.url).ask("/policy");
  expect([page.status, page.text]).toEqual([
    503,
    expect.stringContaining("The database cannot be reached at the moment. Nothing was lost"),
  ]);
  const said = () => [...work.interruptions];
  await expect.poll(said).toEqual([expect.stringContaining("Nothing was lost")]);
  await city.server.startAgain();
  await work.done;

  expect(said()).toHaveLength(1);
  await expectAllOnce(city, work);
  // Each connection tries again by itself, after up to two seconds.
  await expect.poll(async () => (await health()).status, { timeout: 5_000 }).toBe(200);
});

test("the worker of jobs comes back too", async () => {
  const { owner } = city;
  const [job] = await owner`select id from graphile_worker.add_job('turn-day')`;
  const left = () => owner`select from graphile_worker.jobs where id = ${job?.id}`;
  await expect.poll(left).toHaveLength(0);
});
