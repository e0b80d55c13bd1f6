-- Who is expressly authorized to speak for the City: on what, where, by whom, from when to when. An entry keeps
-- its reference while new rows correct it or end it; the one that is not superseded is what holds.
create type authorization_step as enum ('given', 'corrected', 'ended');
--> statement-breakpoint
create table authorizations (
  id uuid primary key default gen_random_uuid(),
  reference text not null,
  step authorization_step not null,
  person_id uuid not null references people (id),
  subject text not null,
  channels text[] not null,
  authorized_by uuid not null references people (id),
  basis text not null,
  from_on date not null,
  until_on date,
  reason text,
  recorded_at timestamptz not null,
  recorded_by uuid references people (id),
  superseded_at timestamptz,
  -- An end on the day before the first says that it never held.
  constraint authorizations_end_after_they_begin check (until_on >= from_on - 1),
  constraint authorizations_that_ended_have_an_end check (step <> 'ended' or until_on is not null),
  constraint authorizations_say_on_what check (length(btrim(subject)) > 0),
  constraint authorizations_have_a_basis check (length(btrim(basis)) > 0),
  constraint authorizations_change_for_a_reason check (
    (step = 'given') = (reason is null) and (reason is null or length(btrim(reason)) > 0)
  ),
  constraint authorizations_are_given_by_another check (authorized_by <> person_id),
  constraint authorizations_are_recorded_by_another check (recorded_by <> person_id),
  constraint authorizations_keep_their_person exclude using gist (reference with =, person_id with <>),
  constraint authorizations_do_not_overlap exclude using gist (
    person_id with =, lower(subject) with =, daterange(from_on, until_on + 1, '[)') with &&
  ) where (superseded_at is null)
);
--> statement-breakpoint
create unique index authorizations_hold_once on authorizations (reference) where superseded_at is null;
--> statement-breakpoint
create unique index authorizations_are_given_once on authorizations (reference) where step = 'given';
--> statement-breakpoint
create index authorizations_by_person on authorizations (person_id, from_on);
--> statement-breakpoint
create trigger authorizations_are_superseded before update or delete on authorizations
  for each row execute function allow_superseding_only();
--> statement-breakpoint
create trigger authorizations_are_never_truncated before truncate on authorizations
  for each statement execute function refuse_change();
--> statement-breakpoint

-- A correction and an end follow the row they supersede.
create function check_authorization_step() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.step <> 'given' and not exists (
    select from authorizations where reference = new.reference and step = 'given' and superseded_at is not null
  ) then
    raise exception 'an authorization is corrected or ended only after it was given'
      using errcode = 'check_violation', constraint = 'authorizations_follow_the_one_given';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger authorizations_follow before insert on authorizations
  for each row execute function check_authorization_step();
--> statement-breakpoint
grant select, insert on authorizations to signpost_portal;
--> statement-breakpoint
grant update (superseded_at) on authorizations to signpost_portal;
--> statement-breakpoint

-- An evidence packet looks the record of a publication up; there are few among millions.
create index ledger_records_of_publications on ledger_records (recorded_at) where act = 'publish-version';
