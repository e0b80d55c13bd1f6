import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAllOnce, startWork } from "#tests/support/city-at-work.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { foundSmallCity, type SmallCity } from "#tests/support/small-city.ts";
import { mountSmallDisk, type SmallDisk } from "#tests/support/small-disk.ts";
import { visitor } from "#tests/support/visitor.ts";

const stops = new AsyncDisposableStack();
let disk: SmallDisk;
let city: SmallCity;
let portal: RunningPortal;

beforeAll(async () => {
  disk = await mountSmallDisk(400);
  stops.defer(disk.remove);
  city = await foundSmallCity({ people: 16, place: disk.folder });
  stops.defer(city.stop);
  portal = await startPortal(city.env);
  stops.defer(portal.stop);
});
afterAll(() => stops.disposeAsync());

const health = async () => {
  const { status, text } = await visitor(portal.url).ask("/health");
  return { status, ...JSON.parse(text) };
};

test("while the database's disk is full, people are told so and can read, and nothing that was confirmed is lost", async () => {
  expect(await health()).toMatchObject({ status: 200, healthy: true });
  await disk.fill({ leaving: 64 * 1024 });
  const work = startWork(city, portal.url, { atOnce: 6, reports: 5 });
  await expect
    .poll(() => [...work.interruptions])
    .toEqual([
      "The portal has no room left, so this was not stored. Nothing that was stored before is lost. Tell whoever runs the portal, and try again later.",
    ]);
  const reason = "The disk of the database is full.";
  await expect
    .poll(health)
    .toMatchObject({ status: 503, healthy: false, wrong: expect.arrayContaining([reason]) });
  expect((await visitor(portal.url).ask("/policy")).status).toBe(200);

  await disk.makeRoom();
  await work.done;
  await expectAllOnce(city, work);
  await expect.poll(health).toMatchObject({ status: 200, healthy: true });
});
