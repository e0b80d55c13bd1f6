import { expect, test } from "vitest";
import { readJobs } from "#app/administration/jobs.ts";
import { readPulse, whatIsWrong } from "#app/administration/pulse.ts";
import { enqueue } from "#app/enqueue.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { heartbeat } from "#server/worker.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const wrong = async () => whatIsWrong(await readPulse(city.portal.db));

test("without a worker something is wrong, with one nothing, and a minute after its last beat again", async () => {
  const { owner } = city.database;
  await sealCommitted(owner, city.portal.keys, new Date());
  expect(await wrong()).toEqual([expect.stringContaining("No worker was heard of")]);
  await heartbeat(owner, ["worker-1"], "signing / wrapping");
  expect(await wrong()).toEqual([]);
  await owner`update job_workers set beat_at = now() - interval '61 seconds'`;
  expect(await wrong()).toHaveLength(1);
  await heartbeat(owner, ["worker-1"], "signing / wrapping");
});

test("records that waited for a seal for more than a minute are said, and not those that wait for less", async () => {
  const { owner } = city.database;
  const at = (ago: number) =>
    `${(Date.now() - ago)
      .toString(16)
      .padStart(12, "0")
      .replace(/^(.{8})/, "$1-")}-7000-8000-000000000000`;
  const write = async (id: string) => {
    const body = `{"about":null,"act":"turn","at":"2026-11-23T16:00:00.000Z","by":null,"facts":{},"id":"${id}","v":1}`;
    await owner`
      insert into ledger_records (id, act, recorded_at, body)
      values (${id}, 'turn', '2026-11-23T16:00:00Z', ${body})`;
    await owner`insert into ledger_unsealed (record_id) values (${id})`;
  };
  await write(at(20_000));
  expect(await wrong()).toEqual([]);
  await write(at(90_000));
  // What was sealed a moment ago shows that sealing goes on.
  expect(await wrong()).toEqual([]);
  await owner.begin(async (tx) => {
    await tx`alter table ledger_seals disable trigger user`;
    await tx`update ledger_seals set sealed_at = now() - interval '2 minutes'`;
    await tx`alter table ledger_seals enable trigger user`;
  });
  expect(await wrong()).toEqual([expect.stringContaining("Sealing has stalled")]);
});

test("jobs are counted by kind for an administrator, without what they were told; for others there are none", async () => {
  await enqueue(city.portal.db, "read-import", { import: 4711 });
  const jobs = await readJobs(await city.viewer("1012"), city.portal.db);
  expect(jobs.migrations).toBeGreaterThan(10);
  expect(jobs.kinds).toMatchObject([{ task: "read-import", waiting: 1, failed: 0 }]);
  expect(JSON.stringify(jobs)).not.toContain("4711");
  expect((await readJobs(await city.viewer("1003"), city.portal.db)).kinds).toEqual([]);
});
