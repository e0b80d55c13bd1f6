-- Jobs are graphile-worker's, which the owner installs; the portal's role adds one through this function only.
create function enqueue(task text, payload json, key text, run_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_job(task, payload, job_key => key, run_at => coalesce(run_at, now()));
$$;
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
