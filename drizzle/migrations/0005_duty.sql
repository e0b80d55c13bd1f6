-- A version is never effective before its publication, but for the first edition of a policy, nor before a
-- version published earlier: it holds what that one changed, and would put it in force before its day.
create or replace function check_version_order() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  latest smallint;
  last_on date;
begin
  select max(number), max(effective_on) into latest, last_on from policy_versions where policy = new.policy;
  if new.number <> coalesce(latest, 0) + 1 then
    raise exception 'version % of % does not follow version %', new.number, new.policy, coalesce(latest, 0)
      using errcode = 'check_violation', constraint = 'policy_versions_follow_each_other';
  end if;
  -- Days differ by time zone; a day's tolerance keeps the City's own calendar right everywhere.
  if new.number > 1 and new.effective_on < (new.published_at at time zone 'UTC')::date - 1 then
    raise exception 'a later version is never effective before its publication'
      using errcode = 'check_violation', constraint = 'policy_versions_are_not_backdated';
  end if;
  if new.effective_on < last_on then
    raise exception 'a version published earlier comes into force on %', last_on
      using errcode = 'check_violation', constraint = 'policy_versions_do_not_overtake';
  end if;
  return new;
end $$;
--> statement-breakpoint

-- What HR chose when it published a version: for whom it is, and how long people have.
create table publications (
  version_id uuid primary key references policy_versions (id),
  days_to_complete smallint not null,
  audience jsonb not null,
  constraint publications_give_time check (days_to_complete between 1 and 999)
);
--> statement-breakpoint
create trigger publications_never_change before update or delete on publications
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger publications_are_never_truncated before truncate on publications
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger publications_come_with_their_version before insert on publications
  for each row execute function check_version_part();
--> statement-breakpoint
grant select, insert on publications to signpost_portal;
--> statement-breakpoint

create type rule_kind as enum ('onboarding', 'periodic', 'role');
--> statement-breakpoint
create type ending_reason as enum ('left', 'superseded', 'out-of-scope', 'by-hand');
--> statement-breakpoint
create type move_reason as enum ('leave', 'exemption', 'by-hand');
--> statement-breakpoint
-- A standing order of HR: who of an audience owes a track, from a day on.
create table assignment_rules (
  id uuid primary key default gen_random_uuid(),
  number integer not null generated always as identity constraint assignment_rules_number_unique unique,
  kind rule_kind not null,
  track text not null,
  audience jsonb not null,
  months smallint,
  days_to_complete smallint not null,
  from_on date not null,
  made_at timestamptz not null,
  made_by uuid references people (id),
  form_id uuid constraint assignment_rules_are_made_once_a_form unique,
  ended_at timestamptz,
  ended_by uuid references people (id),
  constraint assignment_rules_give_time check (days_to_complete between 1 and 999),
  constraint assignment_rules_come_back_when_periodic
    check ((kind = 'periodic') = (months is not null) and months between 1 and 120),
  constraint assignment_rules_end_by_somebody check ((ended_at is null) = (ended_by is null))
);
--> statement-breakpoint
create function check_rule_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'TRUNCATE' or tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
     or to_jsonb(new) - array['ended_at', 'ended_by'] <> to_jsonb(old) - array['ended_at', 'ended_by'] then
    raise exception 'a rule is only ever ended, once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger assignment_rules_only_end before update or delete on assignment_rules
  for each row execute function check_rule_change();
--> statement-breakpoint
create trigger assignment_rules_are_never_truncated before truncate on assignment_rules
  for each statement execute function check_rule_change();
--> statement-breakpoint

-- What HR's rules made names its rule; what was made by hand has a reason for the file, and another's name.
alter table assignments
  add column rule_id uuid references assignment_rules (id),
  add column filed_reason text,
  add constraint assignments_by_hand_have_a_filed_reason
    check (rule <> 'remedial' or length(btrim(coalesce(filed_reason, ''))) > 0),
  add constraint assignments_by_hand_are_made_by_another
    check (rule <> 'remedial' or coalesce(assigned_by <> person_id, false));
--> statement-breakpoint
create index assignments_by_moment on assignments (assigned_at, id);
--> statement-breakpoint

-- An assignment is over without an answer.
create table assignment_endings (
  id uuid primary key default gen_random_uuid(),
  assignment_id uuid not null constraint assignment_endings_are_one_an_assignment unique
    references assignments (id),
  why ending_reason not null,
  words text not null,
  ended_at timestamptz not null,
  ended_by uuid references people (id),
  constraint assignment_endings_have_words check (length(btrim(words)) > 0),
  constraint assignment_endings_by_hand_name_somebody check ((why = 'by-hand') = (ended_by is not null))
);
--> statement-breakpoint
create index assignment_endings_by_moment on assignment_endings (ended_at, id);
--> statement-breakpoint
-- The due day moved.
create table due_day_changes (
  id uuid primary key default gen_random_uuid(),
  number integer not null generated always as identity constraint due_day_changes_number_unique unique,
  assignment_id uuid not null references assignments (id),
  from_on date not null,
  to_on date not null,
  why move_reason not null,
  words text not null,
  moved_at timestamptz not null,
  moved_by uuid references people (id),
  constraint due_day_changes_move_it check (from_on <> to_on),
  constraint due_day_changes_have_words check (length(btrim(words)) > 0),
  constraint due_day_changes_by_hand_name_somebody check ((why = 'by-hand') = (moved_by is not null))
);
--> statement-breakpoint
create index due_day_changes_by_assignment on due_day_changes (assignment_id, number);
--> statement-breakpoint
create index due_day_changes_by_moment on due_day_changes (moved_at, id);
--> statement-breakpoint
do $$
declare
  evidence text;
begin
  foreach evidence in array array['assignment_endings', 'due_day_changes'] loop
    execute format(
      'create trigger %I before update or delete on %I for each row execute function refuse_change()',
      evidence || '_never_change', evidence);
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse_change()',
      evidence || '_are_never_truncated', evidence);
  end loop;
end $$;
--> statement-breakpoint

-- An ending settles its assignment. What is settled is not ended, and nobody ends their own by hand.
create function check_ending() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  duty assignments;
begin
  select * into duty from assignments where id = new.assignment_id for update;
  if duty.settled_at is not null then
    raise exception 'the assignment is settled'
      using errcode = 'check_violation', constraint = 'assignment_endings_end_what_is_open';
  end if;
  if new.ended_by = duty.person_id then
    raise exception 'nobody ends their own assignment'
      using errcode = 'check_violation', constraint = 'assignment_endings_are_by_another';
  end if;
  if new.ended_at < duty.assigned_at then
    raise exception 'no assignment ends before it is made'
      using errcode = 'check_violation', constraint = 'assignment_endings_follow_the_assignment';
  end if;
  update assignments set settled_at = new.ended_at, settled_as = 'ended' where id = new.assignment_id;
  return new;
end $$;
--> statement-breakpoint
create trigger assignment_endings_are_checked before insert on assignment_endings
  for each row execute function check_ending();
--> statement-breakpoint

-- A change moves the due day of an open assignment, from the day it is.
create function check_due_day_change() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  duty assignments;
begin
  select * into duty from assignments where id = new.assignment_id for update;
  if duty.settled_at is not null then
    raise exception 'the assignment is settled'
      using errcode = 'check_violation', constraint = 'due_day_changes_move_what_is_open';
  end if;
  if duty.due_on <> new.from_on then
    raise exception 'the assignment is due on %', duty.due_on
      using errcode = 'check_violation', constraint = 'due_day_changes_follow_each_other';
  end if;
  if new.moved_by = duty.person_id then
    raise exception 'nobody moves their own due day'
      using errcode = 'check_violation', constraint = 'due_day_changes_are_by_another';
  end if;
  if new.moved_at < duty.assigned_at then
    raise exception 'no due day moves before its assignment is made'
      using errcode = 'check_violation', constraint = 'due_day_changes_follow_the_assignment';
  end if;
  update assignments set due_on = new.to_on where id = new.assignment_id;
  return new;
end $$;
--> statement-breakpoint
create trigger due_day_changes_are_checked before insert on due_day_changes
  for each row execute function check_due_day_change();
--> statement-breakpoint

-- An ending and a move stand in the ledger, written in the same transaction, by its end.
create function check_duty_is_recorded() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  at timestamptz := (to_jsonb(new) ->> tg_argv[1])::timestamptz;
begin
  if not exists (
    select from ledger_records r join assignments a on a.id = new.assignment_id
    where r.about = a.person_id and r.recorded_at = at and r.act = tg_argv[0]
      and r.body::json -> 'facts' ->> 'assignment' = new.assignment_id::text
      and r.body::json -> 'facts' ->> 'why' = new.why::text
      and r.body::json -> 'facts' ->> 'to_on' is not distinct from to_jsonb(new) ->> 'to_on'
  ) then
    raise exception 'the ledger does not say this of the assignment'
      using errcode = 'check_violation', constraint = tg_table_name || '_are_what_the_ledger_says';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger assignment_endings_are_recorded after insert on assignment_endings
  deferrable initially deferred for each row
  execute function check_duty_is_recorded('end-assignment', 'ended_at');
--> statement-breakpoint
create constraint trigger due_day_changes_are_recorded after insert on due_day_changes
  deferrable initially deferred for each row
  execute function check_duty_is_recorded('move-due-day', 'moved_at');
--> statement-breakpoint

-- Whoever is exempt is so once.
alter table exemptions add constraint exemptions_do_not_overlap
  exclude using gist (person_id with =, daterange(from_on, until_on, '[]') with &&)
  where (superseded_at is null);
--> statement-breakpoint
grant select, insert on assignment_rules, assignment_endings, due_day_changes to signpost_portal;
--> statement-breakpoint
grant update (ended_at, ended_by) on assignment_rules to signpost_portal;
