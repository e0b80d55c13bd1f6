import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import { enqueue } from "#app/enqueue.ts";
import { tasksOf } from "#server/tasks.ts";
import { keysInUse } from "#server/watch-keys.ts";
import { heartbeat, startWorker } from "#server/worker.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const waiting = () => city.database.owner`
  select task_identifier as task, locked_by from graphile_worker.jobs
  where task_identifier = 'turn-day' order by id`;

test("a job is worked off after the commit of the act that needs it, and not at all after a rollback", async () => {
  const done = new EventEmitter();
  const tasks = { ...tasksOf(city.portal), "turn-day": async () => void done.emit("turned") };
  const { ownerUrl, owner } = city.database;
  const told = { log: city.portal.log, keysInUse: () => keysInUse(city.portal) };
  const worker = await startWorker({ ownerUrl, owner }, tasks, told);
  try {
    const turned = once(done, "turned", { signal: AbortSignal.timeout(10_000) });
    await city.portal.db.transaction((tx) => enqueue(tx, "turn-day", {}));
    await turned;
    let count = 0;
    done.on("turned", () => count++);
    const undone = city.portal.db.transaction(async (tx) => {
      await enqueue(tx, "turn-day", {});
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await expect.poll(waiting).toEqual([]);
    expect(count).toBe(0);
  } finally {
    await worker.stop();
  }
  expect(await owner`select from job_workers`).toHaveLength(0);
});

test("a job at work stays held by its worker, however often workers are heard of", async () => {
  const events = new EventEmitter();
  const tasks = {
    ...tasksOf(city.portal),
    "turn-day": async () => {
      events.emit("begun");
      await once(events, "go on", { signal: AbortSignal.timeout(10_000) });
    },
  };
  const { ownerUrl, owner } = city.database;
  const told = { log: city.portal.log, keysInUse: () => keysInUse(city.portal) };
  const worker = await startWorker({ ownerUrl, owner }, tasks, told);
  try {
    const begun = once(events, "begun", { signal: AbortSignal.timeout(10_000) });
    await city.portal.db.transaction((tx) => enqueue(tx, "turn-day", {}));
    await begun;
    await heartbeat(owner, ["somebody else"], "");
    const [job] = await waiting();
    expect(job?.locked_by).toMatch(/./);
    const [held] = await owner`select from job_workers where id = ${job?.locked_by}`;
    expect(held).toBeDefined();
    events.emit("go on");
    // A worker that is stopped in the middle leaves its job to another.
    await expect.poll(waiting).toEqual([]);
  } finally {
    await worker.stop();
    await owner`delete from job_workers`;
  }
});

test("asked for twice under one key, a job waits once", async () => {
  const { db } = city.portal;
  for (const _ of [1, 2]) {
    await db.transaction((tx) => enqueue(tx, "turn-day", {}, { key: "the same" }));
  }
  expect(await waiting()).toHaveLength(1);
  await city.runJobs();
  expect(await waiting()).toEqual([]);
});

test("a job that a dead worker held is freed, one that a living worker holds is not", async () => {
  const { owner } = city.database;
  const { db } = city.portal;
  for (const worker of ["alive", "dead", "silent"]) {
    await db.transaction((tx) => enqueue(tx, "turn-day", {}));
    await owner`
      update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now()
      where locked_by is null`;
  }
  await owner`insert into job_workers values ('dead', now() - interval '1 minute', '')`;

  await heartbeat(owner, ["alive"], "");

  expect((await waiting()).map((job) => job.locked_by)).toEqual(["alive", null, null]);
  await owner`delete from graphile_worker._private_jobs`;
});

test("the portal's role adds jobs in no other way, and reads none", async () => {
  const { portal } = city.database;
  const refused = { code: "42501" };
  await expect(portal`select graphile_worker.add_job('turn-day')`).rejects.toMatchObject(refused);
  await expect(portal`select from graphile_worker.jobs`).rejects.toMatchObject(refused);
  await expect(portal`select from job_workers`).rejects.toMatchObject(refused);
  await expect(portal`select enqueue('no-such-job', '{}', null, null)`).rejects.toMatchObject({
    constraint_name: "jobs_are_known",
  });
});
