create type notice_kind as enum (
  'publication-heads', 'publication-staff', 'assignment', 'due-soon', 'due-today', 'overdue', 'escalation',
  'digest-supervisor', 'digest-hr'
);
--> statement-breakpoint
create type notice_state as enum (
  'waiting', 'attempting', 'sent', 'failing', 'refused', 'came-back', 'slip', 'at-home', 'handed-over',
  'withdrawn'
);
--> statement-breakpoint
create type notice_step as enum (
  'attempt', 'sent', 'delayed', 'gave-up', 'refused', 'slip', 'at-home', 'handed-over', 'again',
  'counted-as-sent', 'came-back', 'withdrawn'
);
--> statement-breakpoint
-- A message the portal owes someone, once: the key says for what. How it fared follows from its steps.
create table notices (
  id uuid primary key default gen_random_uuid(),
  key text not null constraint notices_are_owed_once unique,
  kind notice_kind not null,
  person_id uuid not null references people (id),
  assignment_id uuid references assignments (id),
  version_id uuid references policy_versions (id),
  due_on date,
  reminded_on date,
  owed_at timestamptz not null,
  owed_by uuid references people (id),
  state notice_state not null default 'waiting',
  state_at timestamptz not null,
  steps smallint not null default 0,
  next_at timestamptz,
  address text,
  constraint notices_wait_for_a_moment check ((state = 'waiting') = (next_at is not null))
);
--> statement-breakpoint
-- At most one reminder a person and day, whoever asks for it.
create unique index notices_remind_once_a_day on notices (person_id, reminded_on);
--> statement-breakpoint
create index notices_by_person on notices (person_id, owed_at);
--> statement-breakpoint
create index notices_by_moment on notices (owed_at, id);
--> statement-breakpoint
create index notices_by_state on notices (state, owed_at, id);
--> statement-breakpoint
create index notices_by_kind on notices (kind, owed_at, id);
--> statement-breakpoint
create index notices_to_send on notices (next_at) where state = 'waiting';
--> statement-breakpoint
create index notices_by_refusing_address on notices (person_id, address)
  where state in ('refused', 'came-back');
--> statement-breakpoint

-- One step of a notice, with the words it was to be sent with: never changed, never removed.
create table notice_steps (
  notice_id uuid not null references notices (id),
  number smallint not null,
  step notice_step not null,
  at timestamptz not null,
  by uuid references people (id),
  address text,
  subject text,
  html text,
  words text,
  digest text,
  reason text,
  next_at timestamptz,
  primary key (notice_id, number),
  constraint notice_steps_name_their_words check (
    step not in ('attempt', 'slip', 'at-home') or num_nulls(subject, html, words, digest) = 0
  ),
  constraint notice_steps_name_who check (step not in ('handed-over', 'counted-as-sent') or by is not null),
  constraint notice_steps_say_why check (
    step not in ('delayed', 'gave-up', 'refused', 'came-back', 'withdrawn') or length(btrim(reason)) > 0
  )
);
--> statement-breakpoint
create table reminded_days (day date primary key, done_at timestamptz not null);
--> statement-breakpoint

-- The state of a notice follows from its steps: nobody sets it.
create function keep_notice() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.steps <> 0 or new.address is not null then
      raise exception 'the state of a notice follows from its steps' using errcode = 'restrict_violation';
    end if;
    new.next_at := coalesce(new.next_at, new.owed_at);
    new.state_at := new.owed_at;
  elsif tg_op = 'DELETE' or pg_trigger_depth() < 2 then
    raise exception 'the state of a notice follows from its steps' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger notices_state_follows before insert or update or delete on notices
  for each row execute function keep_notice();
--> statement-breakpoint
create trigger notices_are_never_truncated before truncate on notices
  for each statement execute function refuse_change();
--> statement-breakpoint

-- Each step goes forward from where the notice stands: what was sent is never unsent, what was handed over
-- or withdrawn is over. Two at once wait for each other here, and the second is refused.
create function take_notice_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  notice notices;
  becomes notice_state;
begin
  select * into notice from notices where id = new.notice_id for update;
  becomes := case
    when notice.state = 'waiting' then case new.step
      when 'attempt' then 'attempting' when 'slip' then 'slip' when 'at-home' then 'at-home'
      when 'withdrawn' then 'withdrawn' end
    when notice.state = 'attempting' then case new.step
      when 'sent' then 'sent' when 'counted-as-sent' then 'sent' when 'delayed' then 'waiting'
      when 'again' then 'waiting' when 'gave-up' then 'failing' when 'refused' then 'refused' end
    when notice.state = 'sent' then case new.step when 'came-back' then 'came-back' end
    when notice.state in ('failing', 'refused', 'came-back', 'slip') then case new.step
      when 'again' then 'waiting' when 'handed-over' then 'handed-over' when 'withdrawn' then 'withdrawn' end
    when notice.state = 'at-home' then case new.step when 'withdrawn' then 'withdrawn' end
  end;
  if becomes is null then
    raise exception 'a notice that is % takes no step %', notice.state, new.step
      using errcode = 'check_violation', constraint = 'notice_steps_go_forward';
  end if;
  new.number := notice.steps + 1;
  update notices set state = becomes, state_at = new.at, steps = new.number,
    next_at = case when becomes = 'waiting' then coalesce(new.next_at, new.at) end,
    address = case when new.step = 'attempt' then new.address else address end
  where id = new.notice_id;
  return new;
end $$;
--> statement-breakpoint
create trigger notice_steps_go_forward before insert on notice_steps
  for each row execute function take_notice_step();
--> statement-breakpoint
create trigger notice_steps_never_change before update or delete on notice_steps
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger notice_steps_are_never_truncated before truncate on notice_steps
  for each statement execute function refuse_change();
--> statement-breakpoint
grant select, insert on notices, notice_steps, reminded_days to signpost_portal;
--> statement-breakpoint
-- A row is locked by whoever works on it; no value of it can be changed with this alone.
grant update (key) on notices to signpost_portal;
--> statement-breakpoint

-- An address that refused a notice, or from which one came back, does not work: the directory's entry says so
-- until the person has another.
create or replace function address_of(person people) returns address_state language sql stable
  set search_path = public, pg_temp as $$
  select (case
    when person.email is null then 'none'
    when exists (
      select from notices n
      where n.person_id = person.id and n.address = person.email and n.state in ('refused', 'came-back')
    ) then 'failing'
    else 'working'
  end)::address_state
$$;
--> statement-breakpoint
create function tell_directory_of_notices() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform refresh_directory(array(
    select distinct n.person_id from after n join before b on b.id = n.id
    where n.state <> b.state
      and (n.state in ('refused', 'came-back') or b.state in ('refused', 'came-back'))
  ));
  return null;
end $$;
--> statement-breakpoint
create trigger notices_tell_the_directory after update on notices
  referencing old table as before new table as after
  for each statement execute function tell_directory_of_notices();
