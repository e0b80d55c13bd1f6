import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { faultInWords } from "#app/describe-fault.ts";
import type { TaskName, Tasks } from "#app/enqueue.ts";
import { makeViewingCopy } from "#app/evidence-files/make-viewing-copy.ts";
import { announceVersion } from "#app/notices/announce-version.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { mergeImport } from "#app/people/import/merge-import.ts";
import { readOrGiveUp } from "#app/people/import/read-or-give-up.ts";
import type { Portal } from "#app/portal.ts";
import { turnDay } from "#app/turn-day.ts";
import { shrinkPicture } from "./shrink-picture.ts";

/** What each job does. A job that throws is tried again, later each time. */
export type TaskList = { [Name in TaskName]: (payload: unknown, run: Run) => Promise<void> };
/** What the worker says of one run of a job, and lends it: `attempts` counts from 1. */
type Run = { job: { attempts: number }; query: (statement: string) => Promise<unknown> };

/** The jobs of a portal. */
export function tasksOf(portal: Portal): TaskList {
  const task =
    <Name extends TaskName>(
      act: (payload: Tasks[Name], attempt: number, run: Run) => Promise<void>,
    ) =>
    // The worker keeps what a failed job says in its table and its log.
    (payload: unknown, run: Run) =>
      act(payload as Tasks[Name], run.job.attempts, run).catch((problem) => {
        throw new Error(faultInWords(problem));
      });
  return {
    "turn-day": task<"turn-day">(() => turnDay(portal)),
    "bring-duties-up-to-date": task<"bring-duties-up-to-date">(() => bringDutiesUpToDate(portal)),
    "read-import": task<"read-import">((asked, attempt) =>
      readOrGiveUp(portal, asked.import, attempt),
    ),
    "merge-import": task<"merge-import">((asked) => mergeImport(portal, asked.import)),
    "announce-version": task<"announce-version">(({ version }) => announceVersion(portal, version)),
    "send-notices": task<"send-notices">(async (_, __, run) => {
      await run.query(completeWaiting);
      await sendNotices(portal);
    }),
    "make-viewing-copy": task<"make-viewing-copy">(({ file }, attempt) =>
      makeViewingCopy(portal, file, shrinkPicture(), attempt),
    ),
  };
}

/** One run sends all that is owed by now: what else waits to ask for it is done with it. */
const completeWaiting = `
  select graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs
    where task_identifier = 'send-notices' and locked_at is null and run_at <= now()
  ))`;
