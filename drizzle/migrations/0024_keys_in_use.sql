-- Which keys each running portal works with, so that changing them waits for all of them. Workers say so with each beat.
delete from job_workers;
--> statement-breakpoint
alter table job_workers add column keys text not null;
--> statement-breakpoint

-- Keys that wrap no more. Whoever rotates them locks the tables of wrapped keys, wraps what is left and writes here which
-- keys leave the file, all at once: what a process that was held up wraps with one later is refused instead of lost.
create table retired_wrapping_keys (
  kid text primary key,
  retired_at timestamptz not null
);
--> statement-breakpoint
create function refuse_retired_key() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if exists (select from retired_wrapping_keys where kid = new.wrapped_by) then
    raise exception 'the key that wraps this was retired'
      using errcode = 'check_violation', constraint = 'keys_are_wrapped_by_one_in_use';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger retired_wrapping_keys_never_change before update or delete on retired_wrapping_keys
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger retired_wrapping_keys_are_never_truncated before truncate on retired_wrapping_keys
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger data_keys_are_wrapped_by_one_in_use before insert or update of wrapped_by on data_keys
  for each row execute function refuse_retired_key();
--> statement-breakpoint
create trigger exchange_drafts_are_wrapped_by_one_in_use before insert or update of wrapped_by on exchange_drafts
  for each row execute function refuse_retired_key();
--> statement-breakpoint
create trigger authenticator_apps_are_wrapped_by_one_in_use before insert or update of wrapped_by on authenticator_apps
  for each row execute function refuse_retired_key();
