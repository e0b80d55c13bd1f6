import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { projectFolder } from "#server/settings.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const many = 2000;

beforeAll(async () => {
  await city.database.owner.unsafe(`
    insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select 'M' || n, 'M' || n, 'Given', 'Family', '', now() from generate_series(1, ${many}) n;
    insert into employments (person_id, department_id, position, type, from_on, recorded_at)
      select p.id, (select id from departments limit 1), 'Labourer', 'permanent', '2026-11-01', now()
      from people p where p.handle like 'M%'`);
});

const made = async () => {
  const [found] = await city.database.owner`
    select count(*)::int as assignments, count(distinct a.person_id)::int as people,
      (select count(*)::int from notices n join people q on q.id = n.person_id
        where q.handle like 'M%') as notices,
      (select count(*)::int from ledger_records r join people q on q.id = r.about
        where q.handle like 'M%' and r.act = 'assign') as records
    from assignments a join people p on p.id = a.person_id where p.handle like 'M%'`;
  return found;
};

/**
 * Brings duties up to date in a process of its own, and kills it in the middle of its second batch: there it
 * waits for an assignment that a transaction of ours has made for the last of the people and takes back.
 */
async function runAndKill() {
  const { home } = city;
  const undone = new Error("Taken back.");
  await city.database.owner
    .begin(async (tx) => {
      await tx`
        insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
        select max(p.id::text)::uuid, (select id from policy_versions), 'personal-use', 'onboarding',
          'Taken back.', now(), '2027-01-01' from people p where p.handle like 'M%'`;
      const child = spawn(
        process.execPath,
        [join(projectFolder, "tests/support/bring-duties.ts"), home, city.database.portalUrl],
        { stdio: ["ignore", "ignore", "inherit"] },
      );
      const died = once(child, "exit");
      while (child.exitCode === null && !(await waits())) {
        // It starts, and makes the first batch.
      }
      child.kill("SIGKILL");
      await died;
      throw undone;
    })
    .catch((problem) => {
      if (problem !== undone) throw problem;
    });
}

/** The run stands still in front of our assignment. */
async function waits(): Promise<boolean> {
  const [found] = await city.database.owner`
    select exists (
      select from pg_locks join pg_stat_activity using (pid)
      where datname = current_database() and locktype = 'transactionid' and not granted
    ) as yes`;
  return found?.yes;
}

test("a run killed in its middle goes on the next time: each is assigned, recorded and told once", {
  timeout: 60_000,
}, async () => {
  await runAndKill();
  expect(await made()).toEqual({ assignments: 1000, people: 1000, notices: 1000, records: 1000 });

  await bringDutiesUpToDate(city.portal);

  expect(await made()).toEqual({ assignments: many, people: many, notices: many, records: many });
});
