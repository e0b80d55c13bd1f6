import { EventEmitter } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Logger, run } from "graphile-worker";
import type { Logger as Log } from "pino";
import type { Sql } from "postgres";
import type { TaskList } from "./tasks.ts";

const beatEveryMs = 15_000;
const graceMs = 5_000;
/** A worker not heard of for so long is dead, and what it held is done by another. */
const deadAfter = "45 seconds";

type JobWorker = {
  /** Says at once that it lives, and with which keys its process works now. */
  beat(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Works off jobs until told to stop, and every ten minutes looks whether a new day has begun. Jobs of a
 * process that died are freed within a minute.
 */
export async function startWorker(
  { ownerUrl, owner }: { ownerUrl: string; owner: Sql },
  tasks: TaskList,
  { log, keysInUse }: { log: Log; keysInUse: () => string },
): Promise<JobWorker> {
  const names = new Set<string>();
  const events = new EventEmitter();
  // A job is held in the name of the pool, not of one of its workers.
  events.on("pool:create", ({ workerPool }) => names.add(workerPool.id));
  const runner = await run({
    connectionString: ownerUrl,
    maxPoolSize: 4,
    concurrency: 2,
    noHandleSignals: true,
    taskList: tasks,
    crontab: "*/10 * * * * turn-day ?max=3",
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") log.warn({ jobs: message });
    }),
    events,
  });
  const beat = () =>
    heartbeat(owner, [...names], keysInUse()).catch((problem) =>
      log.warn({ err: problem }, "The heartbeat of the jobs failed; it is tried again."),
    );
  await beat();
  const beating = setInterval(beat, beatEveryMs);
  runner.promise.catch((problem) => log.error({ err: problem }, "Jobs are not worked off."));
  return {
    beat,
    stop: async () => {
      clearInterval(beating);
      // A job may be done again: nobody waits for a long one.
      await Promise.race([
        runner.stop().catch(() => {}),
        setTimeout(graceMs, null, { ref: false }),
      ]);
      await owner`delete from job_workers where id = any(${[...names]})`.catch(() => {});
    },
  };
}

/** Says that these workers live and with which keys they work, and frees what is held by workers that do not. */
export async function heartbeat(owner: Sql, names: string[], keys: string): Promise<void> {
  await owner`
    insert into job_workers (id, beat_at, keys) select name, now(), ${keys} from unnest(${names}::text[]) name
    on conflict (id) do update set beat_at = now(), keys = excluded.keys`;
  await owner`delete from job_workers where beat_at < now() - ${deadAfter}::interval`;
  await owner`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs
      where locked_by is not null and locked_by not in (select id from job_workers)
    ))`;
}
