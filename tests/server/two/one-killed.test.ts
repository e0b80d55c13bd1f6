import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmed, expectAllOnce, startWork } from "#tests/support/city-at-work.ts";
import { startNginx } from "#tests/support/nginx.ts";
import { freePort, type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { foundSmallCity, type SmallCity } from "#tests/support/small-city.ts";
import { visitor } from "#tests/support/visitor.ts";
import { send } from "../../../bench/call.ts";

const stops = new AsyncDisposableStack();
let city: SmallCity;
let url: string;
let one: RunningPortal;
let other: RunningPortal;

beforeAll(async () => {
  city = await foundSmallCity({ people: 12 });
  stops.defer(city.stop);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { ...city.env, PUBLIC_URL: url, TRUSTED_PROXIES: "127.0.0.1" };
  const start = async () => {
    const portal = await startPortal(env);
    stops.defer(portal.stop);
    return portal;
  };
  one = await start();
  other = await start();
  const nginx = await startNginx(port, [one.url, other.url]);
  stops.defer(nginx.stop);
});
afterAll(() => stops.disposeAsync());

test("a session works with whichever process it is shown to", async () => {
  const cookie = city.residents[0]?.cookie ?? "";
  for (const portal of [one, other]) {
    const { status, body } = await send(portal.url, { path: "/", cookie }, url);
    expect([status, body.includes("Robin Benchley")]).toEqual([200, true]);
  }
});

test("tries at a password count together, whichever process hears them", async () => {
  const form = { name: "nobody", password: "wrong" };
  const knock = (portal: RunningPortal) =>
    visitor(portal.url).ask("/sign-in", {
      form,
      headers: { Origin: url, "X-Forwarded-For": "198.51.100.7" },
    });
  const statuses = [];
  for (const portal of [one, other, one, other, one]) statuses.push((await knock(portal)).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400]);
  const waiting = await Promise.all([knock(other), knock(one)]);
  expect(waiting.map(({ status }) => status)).toContain(429);
});

test("one of two killed in the middle: what was confirmed is there once, and work goes on by the other", async () => {
  const work = startWork(city, url, { atOnce: 8, reports: 4 });
  await expect.poll(() => confirmed(work), { interval: 20 }).toBeGreaterThan(60);
  await one.kill();
  const before = confirmed(work);
  await work.done;

  expect(before).toBeLessThan(confirmed(work));
  expect(work.sentAgain).toBeGreaterThan(0);
  await expectAllOnce(city, work);
  const { status } = await visitor(url).ask("/policy");
  expect(status).toBe(200);
});
