-- Jobs are graphile-worker's, which the owner installs; the portal's role adds one through this function only,
-- and none that nobody works off. Jobs of one kind are worked off one after the other.
create function enqueue(task text, payload json, key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if task not in (
    'turn-day', 'bring-duties-up-to-date', 'announce-version', 'read-import', 'merge-import', 'send-notices'
  ) then
    raise exception 'there is no job %', task
      using errcode = 'check_violation', constraint = 'jobs_are_known';
  end if;
  perform graphile_worker.add_job(
    task, payload, queue_name => task, job_key => key, run_at => coalesce(run_at, now())
  );
end $$;
--> statement-breakpoint
revoke all on function enqueue(text, json, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function enqueue(text, json, text, timestamptz) to signpost_portal;
--> statement-breakpoint

-- Who works off jobs, and when they were last heard of: what a dead one held is freed.
create table job_workers (
  id text primary key,
  beat_at timestamptz not null
);
