import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#app/db.ts";
import { type NewNotice, oweNotices } from "#app/notices/owe-notices.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { foundSmallCity, type SmallCity } from "#tests/support/small-city.ts";

const stops = new AsyncDisposableStack();
const people = 120;
let city: SmallCity;

beforeAll(async () => {
  city = await foundSmallCity({ people });
  stops.defer(city.stop);
});
afterAll(() => stops.disposeAsync());

test("the portal that sends notices is killed: within a minute the other goes on, and repeats none", async () => {
  const { owner, env, residents } = city;
  const server = await startMailServer();
  const start = async () => {
    const portal = await startPortal({
      ...env,
      ...{ SMTP_URL: server.url, MAIL_FROM: "Training <training@city.example>" },
      ...{ MAIL_PER_SECOND: "40" },
    });
    stops.defer(portal.stop);
    const workers = await owner<{ id: string }[]>`select id from job_workers`;
    return { portal, workers: workers.map(({ id }) => id) };
  };
  const one = await start();
  const other = await start();

  const owed = residents.map(
    ({ id, assignment }): NewNotice => ({
      ...{ key: `killed ${id}`, kind: "assignment", personId: id, assignmentId: assignment },
    }),
  );
  await oweNotices(openDatabase(owner), owed, new Date());
  await expect.poll(() => server.received.length, { interval: 20 }).toBeGreaterThan(20);
  const [job] = await owner<{ holder: string }[]>`
    select locked_by as holder from graphile_worker.jobs
    where task_identifier = 'send-notices' and locked_by is not null`;
  const sending: RunningPortal = one.workers.includes(job?.holder ?? "")
    ? one.portal
    : other.portal;
  await sending.kill();
  const then = server.received.length;
  expect(then).toBeLessThan(people);

  const states = async () => {
    const [row] = await owner`
      select (count(*) filter (where state = 'sent'))::int as sent,
        (count(*) filter (where state = 'attempting'))::int as unknown,
        (count(*) filter (where state = 'waiting'))::int as waiting
      from notices where key like 'killed %'`;
    return row as unknown as { sent: number; unknown: number; waiting: number };
  };
  await expect.poll(states, { timeout: 75_000, interval: 500 }).toMatchObject({ waiting: 0 });
  const { sent, unknown } = await states();
  expect(sent + unknown).toBe(people);
  // As many as were under way at once when it died: of those HR decides.
  expect(unknown).toBeLessThanOrEqual(3);
  const received = server.received.map(({ messageId }) => messageId);
  expect(new Set(received).size).toBe(received.length);
  expect(received.length).toBeGreaterThanOrEqual(sent);
}, 120_000);
