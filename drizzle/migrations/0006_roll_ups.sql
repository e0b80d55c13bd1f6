-- What lists and figures read, kept exact by triggers, so that they cost the same however large the City is.
-- docs/decisions/0019-roll-ups.md says how and why. Nothing here is evidence: rebuild_roll_ups() makes it anew.
create type standing_state as enum (
  'assigned', 'learning', 'on-leave', 'exempt', 'acknowledged', 'refused', 'ended'
);
--> statement-breakpoint
create type address_state as enum ('none', 'working', 'failing');
--> statement-breakpoint
create type count_margin as enum ('department', 'type', 'day');
--> statement-breakpoint

-- The City's day that everything below holds for, and the time zone it was reckoned in.
create table roll_up_day (
  only_one boolean primary key default true constraint roll_up_day_is_one check (only_one),
  day date not null,
  time_zone text not null
);
--> statement-breakpoint
insert into roll_up_day (day, time_zone)
select (now() at time zone zone)::date, zone from (
  select coalesce((
    select content::json #>> '{organization,timeZone}' from policy_versions
    order by effective_on desc, number desc limit 1
  ), 'UTC') as zone
) latest;
--> statement-breakpoint

-- One a person: the employment of the day, or the next, or the last. No foreign keys: the rows follow from
-- rows that have them.
create table directory_entries (
  person_id uuid primary key,
  sort_name text collate "und-x-icu" not null,
  words tsvector not null,
  address address_state not null,
  is_present boolean not null,
  department_id uuid,
  position text,
  type employment_type,
  supervisor_id uuid,
  from_on date,
  until_on date
);
--> statement-breakpoint
-- One an assignment. Overdue is not stored: it is an open one due before today.
create table standings (
  assignment_id uuid primary key,
  person_id uuid not null,
  version_id uuid not null,
  track text not null,
  department_id uuid,
  type employment_type,
  is_present boolean not null,
  sort_name text collate "und-x-icu" not null,
  state standing_state not null,
  due_on date not null,
  settled_at timestamptz,
  settled_on date
);
--> statement-breakpoint

-- How many standings there are, by department, by employment type, and by day: the due day of open ones, the
-- settled day of acknowledged ones. A change is one row in the queue, so that no act waits for another's
-- counter; folding moves it into the counts. Counts and queue together are exact at every moment.
create table standing_counts (
  version_id uuid not null,
  track text not null,
  margin count_margin not null,
  department_id uuid,
  type employment_type,
  is_present boolean not null,
  state standing_state not null,
  day date,
  count bigint not null,
  constraint standing_counts_stand_once unique nulls not distinct
    (version_id, track, margin, department_id, type, is_present, state, day)
);
--> statement-breakpoint
create table standing_changes (
  version_id uuid not null,
  track text not null,
  department_id uuid,
  type employment_type,
  is_present boolean not null,
  state standing_state not null,
  day date,
  change smallint not null
);
--> statement-breakpoint
-- First tries by scenario: attempts with the number 1.
create table first_try_counts (
  version_id uuid not null,
  scenario text not null,
  is_right boolean not null,
  count bigint not null,
  primary key (version_id, scenario, is_right)
);
--> statement-breakpoint
create table first_try_changes (
  version_id uuid not null,
  scenario text not null,
  is_right boolean not null
);
--> statement-breakpoint
create table address_counts (
  address address_state not null,
  is_present boolean not null,
  count bigint not null,
  primary key (address, is_present)
);
--> statement-breakpoint
create table address_changes (
  address address_state not null,
  is_present boolean not null,
  change smallint not null
);
--> statement-breakpoint
-- The queues are filled and emptied all day: what was emptied is soon room again.
do $$
declare
  queue text;
begin
  foreach queue in array array['standing_changes', 'first_try_changes', 'address_changes'] loop
    execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
      autovacuum_vacuum_insert_scale_factor = 0)', queue);
  end loop;
end $$;
--> statement-breakpoint

-- Orders and filters of the list of people.
create index directory_entries_by_name on directory_entries (sort_name, person_id)
  include (is_present, department_id, type, address);
--> statement-breakpoint
create index directory_entries_by_department on directory_entries (department_id, sort_name, person_id)
  include (is_present, type, address);
--> statement-breakpoint
create index directory_entries_by_type on directory_entries (type, sort_name, person_id)
  include (is_present, department_id, address);
--> statement-breakpoint
create index directory_entries_without_address on directory_entries (address, sort_name, person_id)
  where address <> 'working';
--> statement-breakpoint
create index directory_entries_by_word on directory_entries using gin (words);
--> statement-breakpoint
-- Nothing looks for words in people any more.
drop index people_by_word;
--> statement-breakpoint
-- Orders and filters of the list of attestations.
create index standings_by_person on standings (person_id);
--> statement-breakpoint
create index standings_by_name on standings (sort_name, person_id, due_on, assignment_id)
  include (is_present, state, track, version_id, department_id, type);
--> statement-breakpoint
create index standings_by_due_day on standings (due_on, assignment_id)
  include (is_present, state, track, version_id, department_id, type);
--> statement-breakpoint
create index standings_by_settlement on standings (settled_at, assignment_id)
  include (is_present, state, track, version_id, department_id, type) where settled_at is not null;
--> statement-breakpoint
create index standings_by_state on standings (state, sort_name, person_id, due_on, assignment_id)
  include (is_present, track, version_id, department_id, type);
--> statement-breakpoint
create index standings_by_department on standings (department_id, sort_name, person_id, due_on, assignment_id)
  include (is_present, state, track, version_id, type);
--> statement-breakpoint
create index standings_by_type on standings (type, sort_name, person_id, due_on, assignment_id)
  include (is_present, state, track, version_id, department_id);
--> statement-breakpoint
create index standings_open_by_name on standings (sort_name, person_id, due_on, assignment_id)
  include (is_present, state, track, version_id, department_id, type) where state in ('assigned', 'learning');
--> statement-breakpoint
create index standings_open_by_due_day on standings (due_on, assignment_id)
  include (is_present, state, track, version_id, department_id, type) where state in ('assigned', 'learning');
--> statement-breakpoint
create index standings_open_by_department on standings
  (department_id, sort_name, person_id, due_on, assignment_id)
  include (is_present, state, track, version_id, type) where state in ('assigned', 'learning');
--> statement-breakpoint
create index attempts_missed_at_first on attempts (version_id, scenario, assignment_id)
  where number = 1 and not is_right;
--> statement-breakpoint
-- What begins or ends on a day.
create index employments_by_first_day on employments (from_on) where superseded_at is null;
--> statement-breakpoint
create index employments_by_last_day on employments (until_on) where superseded_at is null;
--> statement-breakpoint
create index leaves_by_first_day on leaves (from_on) where superseded_at is null;
--> statement-breakpoint
create index leaves_by_last_day on leaves (until_on) where superseded_at is null;
--> statement-breakpoint

-- Whether mail to a person arrives.
create function address_of(person people) returns address_state language sql stable
  set search_path = public, pg_temp as $$
  select (case when person.email is null then 'none' else 'working' end)::address_state
$$;
--> statement-breakpoint
-- What an entry must be, from what was recorded: `presentEmployment` of app/people/present-employment.ts.
create view directory_as_recorded as
select p.id as person_id, p.sort_name, to_tsvector('simple', p.search_words) as words,
  address_of(p) as address,
  e.person_id is not null and (e.until_on is null or e.until_on >= today.day) as is_present,
  e.department_id, e.position, e.type, e.supervisor_id, e.from_on, e.until_on
from roll_up_day today cross join people p left join lateral (
  select * from employments
  where person_id = p.id and superseded_at is null
  order by coalesce(until_on < today.day, false),
    case when until_on < today.day then null else from_on end, until_on desc
  limit 1
) e on true;
--> statement-breakpoint
-- What a standing must be, once the entry of its person is right: `stateOn` of app/attestation/state-in-sql.ts,
-- but for overdue.
create view standings_as_recorded as
select a.id as assignment_id, a.person_id, a.version_id, a.track, e.department_id, e.type, e.is_present,
  e.sort_name,
  (case
    when a.settled_as is not null then a.settled_as::text
    when exists (
      select from exemptions x where x.person_id = a.person_id and x.superseded_at is null
        and x.from_on <= today.day and (x.until_on is null or x.until_on >= today.day)
    ) then 'exempt'
    when exists (
      select from leaves x where x.person_id = a.person_id and x.superseded_at is null
        and x.from_on <= today.day and (x.until_on is null or x.until_on >= today.day)
    ) then 'on-leave'
    when a.started_at is not null then 'learning'
    else 'assigned'
  end)::standing_state as state,
  a.due_on, a.settled_at, (a.settled_at at time zone today.time_zone)::date as settled_on
from roll_up_day today cross join assignments a join directory_entries e on e.person_id = a.person_id;
--> statement-breakpoint

-- The day a standing is counted under.
create function counted_day(state standing_state, due_on date, settled_on date) returns date
language sql immutable as $$
  select case
    when state in ('assigned', 'learning') then due_on
    when state = 'acknowledged' then settled_on
  end
$$;
--> statement-breakpoint
-- Where a standing is counted: by department and by type open ones with their due day, in all with any day.
create function margins_of(department uuid, employed employment_type, state standing_state, counted date)
returns table (margin count_margin, department_id uuid, type employment_type, day date)
language sql immutable as $$
  values ('department'::count_margin, department, null::employment_type,
      case when state in ('assigned', 'learning') then counted end),
    ('type', null, employed, case when state in ('assigned', 'learning') then counted end),
    ('day', null, null, counted)
$$;
--> statement-breakpoint
-- The counts at this moment. A row may stand in several parts: they are to be summed.
create view standing_counts_now as
select version_id, track, margin, department_id, type, is_present, state, day, count from standing_counts
union all
select c.version_id, c.track, m.margin, m.department_id, m.type, c.is_present, c.state, m.day, c.change
from standing_changes c cross join lateral margins_of(c.department_id, c.type, c.state, c.day) m;
--> statement-breakpoint
create view first_try_counts_now as
select version_id, scenario, is_right, count from first_try_counts
union all
select version_id, scenario, is_right, 1 from first_try_changes;
--> statement-breakpoint
create view address_counts_now as
select address, is_present, count from address_counts
union all
select address, is_present, change from address_changes;
--> statement-breakpoint

-- Brings the standings of people up to date. Who changes something about a person holds their entry until
-- the end of the transaction: what is read after that is what the one before has committed.
create function refresh_standings(chosen uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('signpost: roll-ups'));
  perform from directory_entries where person_id = any(chosen) order by person_id for no key update;
  with changed as materialized (
    select f, b
    from standings_as_recorded f left join standings b on b.assignment_id = f.assignment_id
    where f.person_id = any(chosen) and row(b.*) is distinct from row(f.*)
  ), put as (
    insert into standings
    select (f).* from changed
    on conflict (assignment_id) do update set
      department_id = excluded.department_id, type = excluded.type, is_present = excluded.is_present,
      sort_name = excluded.sort_name, state = excluded.state, due_on = excluded.due_on,
      settled_at = excluded.settled_at, settled_on = excluded.settled_on
  ), counted as (
    select (b).version_id, (b).track, (b).department_id, (b).type, (b).is_present, (b).state,
      counted_day((b).state, (b).due_on, (b).settled_on) as day, -1 as change
    from changed where (b).assignment_id is not null
    union all
    select (f).version_id, (f).track, (f).department_id, (f).type, (f).is_present, (f).state,
      counted_day((f).state, (f).due_on, (f).settled_on), 1
    from changed
  )
  insert into standing_changes (version_id, track, department_id, type, is_present, state, day, change)
  select version_id, track, department_id, type, is_present, state, day, change from counted;
end $$;
--> statement-breakpoint
-- Brings the entries of people up to date, and the standings of those whose entry changed.
create function refresh_directory(chosen uuid[]) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  touched uuid[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('signpost: roll-ups'));
  perform from directory_entries where person_id = any(chosen) order by person_id for no key update;
  with changed as materialized (
    select f, b
    from directory_as_recorded f left join directory_entries b on b.person_id = f.person_id
    where f.person_id = any(chosen) and row(b.*) is distinct from row(f.*)
  ), put as (
    insert into directory_entries
    select (f).* from changed
    on conflict (person_id) do update set
      sort_name = excluded.sort_name, words = excluded.words, address = excluded.address,
      is_present = excluded.is_present, department_id = excluded.department_id,
      position = excluded.position, type = excluded.type, supervisor_id = excluded.supervisor_id,
      from_on = excluded.from_on, until_on = excluded.until_on
  ), counted as (
    insert into address_changes (address, is_present, change)
    select (b).address, (b).is_present, -1 from changed where (b).person_id is not null
    union all
    select (f).address, (f).is_present, 1 from changed
  )
  select array_agg((f).person_id) into touched from changed
  where (b).person_id is null
    or row((b).department_id, (b).type, (b).is_present, (b).sort_name)
      is distinct from row((f).department_id, (f).type, (f).is_present, (f).sort_name);
  perform refresh_standings(touched);
end $$;
--> statement-breakpoint

create function follow_people() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform refresh_directory(array(select id from changed_rows));
  return null;
end $$;
--> statement-breakpoint
create function follow_employments() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform refresh_directory(array(select distinct person_id from changed_rows));
  return null;
end $$;
--> statement-breakpoint
create function follow_duties() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform refresh_standings(array(select distinct person_id from changed_rows));
  return null;
end $$;
--> statement-breakpoint
do $$
declare
  followed record;
begin
  for followed in select * from (values
    ('people', 'follow_people'), ('employments', 'follow_employments'), ('leaves', 'follow_duties'),
    ('exemptions', 'follow_duties'), ('assignments', 'follow_duties')) f (source, follow)
  loop
    execute format('create trigger %I after insert on %I referencing new table as changed_rows
      for each statement execute function %I()', followed.source || '_are_followed', followed.source,
      followed.follow);
    execute format('create trigger %I after update on %I referencing new table as changed_rows
      for each statement execute function %I()', followed.source || '_are_followed_when_changed',
      followed.source, followed.follow);
  end loop;
end $$;
--> statement-breakpoint

-- The first attempt of an assignment starts it; the first one at a scenario is counted. Only what has the
-- number 1 can be either, and an update of no row would still wake the triggers above.
create or replace function start_assignment() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if new.number = 1 then
    insert into first_try_changes (version_id, scenario, is_right)
    values (new.version_id, new.scenario, new.is_right);
    if exists (select from assignments where id = new.assignment_id and started_at is null) then
      update assignments set started_at = new.attempted_at
      where id = new.assignment_id and started_at is null;
    end if;
  end if;
  return null;
end $$;
--> statement-breakpoint

-- Moves what is queued into the counts. Another process at it already: nothing to do.
create function fold_roll_ups() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('signpost: folding')) then
    return;
  end if;
  if exists (select from standing_changes) then
    with taken as (delete from standing_changes returning *)
    insert into standing_counts (version_id, track, margin, department_id, type, is_present, state, day, count)
    select c.version_id, c.track, m.margin, m.department_id, m.type, c.is_present, c.state, m.day,
      sum(c.change)
    from taken c cross join lateral margins_of(c.department_id, c.type, c.state, c.day) m
    group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(c.change) <> 0
    on conflict on constraint standing_counts_stand_once do update
      set count = standing_counts.count + excluded.count;
    delete from standing_counts where count = 0;
  end if;
  if exists (select from first_try_changes) then
    with taken as (delete from first_try_changes returning *)
    insert into first_try_counts (version_id, scenario, is_right, count)
    select version_id, scenario, is_right, count(*) from taken group by 1, 2, 3
    on conflict (version_id, scenario, is_right) do update
      set count = first_try_counts.count + excluded.count;
  end if;
  if exists (select from address_changes) then
    with taken as (delete from address_changes returning *)
    insert into address_counts (address, is_present, count)
    select address, is_present, sum(change) from taken group by 1, 2 having sum(change) <> 0
    on conflict (address, is_present) do update set count = address_counts.count + excluded.count;
  end if;
end $$;
--> statement-breakpoint

-- Makes everything anew from what was recorded. Acts wait meanwhile; readers do not.
create function rebuild_roll_ups() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('signpost: roll-ups'));
  perform pg_advisory_xact_lock(hashtext('signpost: folding'));
  delete from directory_entries;
  insert into directory_entries select * from directory_as_recorded;
  delete from standings;
  insert into standings select * from standings_as_recorded;
  delete from standing_changes;
  delete from standing_counts;
  insert into standing_counts (version_id, track, margin, department_id, type, is_present, state, day, count)
  select s.version_id, s.track, m.margin, m.department_id, m.type, s.is_present, s.state, m.day, count(*)
  from standings s cross join lateral
    margins_of(s.department_id, s.type, s.state, counted_day(s.state, s.due_on, s.settled_on)) m
  group by 1, 2, 3, 4, 5, 6, 7, 8;
  delete from address_changes;
  delete from address_counts;
  insert into address_counts (address, is_present, count)
  select address, is_present, count(*) from directory_entries group by 1, 2;
  -- Answers go on meanwhile: one statement sees each of them either counted or still queued.
  delete from first_try_counts;
  with emptied as (delete from first_try_changes)
  insert into first_try_counts (version_id, scenario, is_right, count)
  select version_id, scenario, is_right, count(*) from attempts where number = 1 group by 1, 2, 3;
end $$;
--> statement-breakpoint

-- Moves everything to another day: only whose dated rows begin or end in between is looked at; after a change
-- of the time zone also whose settled day is another one in it.
create function turn_roll_ups(today date, zone text) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  was roll_up_day;
  first date;
  last date;
begin
  -- Whoever is in the middle of an act finishes it, under the day they began it on.
  perform set_config('lock_timeout', '5s', true);
  perform pg_advisory_xact_lock(hashtext('signpost: roll-ups'));
  select * into was from roll_up_day;
  if was.day = today and was.time_zone = zone then
    return;
  end if;
  update roll_up_day set day = today, time_zone = zone;
  if was.time_zone <> zone then
    perform refresh_standings(array(
      select distinct person_id from standings where settled_on <> (settled_at at time zone zone)::date
    ));
  end if;
  first := least(was.day, today);
  last := greatest(was.day, today);
  perform refresh_directory(array(
    select person_id from employments where superseded_at is null and from_on > first and from_on <= last
    union
    select person_id from employments where superseded_at is null and until_on >= first and until_on < last
  ));
  perform refresh_standings(array(
    select person_id from leaves where superseded_at is null and from_on > first and from_on <= last
    union
    select person_id from leaves where superseded_at is null and until_on >= first and until_on < last
    union
    select person_id from exemptions where superseded_at is null
      and (from_on > first and from_on <= last or until_on >= first and until_on < last)
  ));
end $$;
--> statement-breakpoint

-- How many rows are not what the recorded rows say; all are 0 while everything is right.
create function roll_up_faults() returns table (kept text, faults bigint) language sql security definer
  set search_path = public, pg_temp as $$
  select 'directory entries', count(*)
  from directory_as_recorded f full join directory_entries b using (person_id)
  where row(b.*) is distinct from row(f.*)
  union all
  select 'standings', count(*)
  from standings_as_recorded f full join standings b using (assignment_id)
  where row(b.*) is distinct from row(f.*)
  union all
  select 'counts of standings', count(*) from (
    select from (
      select version_id, track, margin, department_id, type, is_present, state, day, count
      from standing_counts_now
      union all
      select s.version_id, s.track, m.margin, m.department_id, m.type, s.is_present, s.state, m.day, -1
      from standings s cross join lateral
        margins_of(s.department_id, s.type, s.state, counted_day(s.state, s.due_on, s.settled_on)) m
    ) both_ways
    group by version_id, track, margin, department_id, type, is_present, state, day having sum(count) <> 0
  ) wrong
  union all
  select 'counts of first tries', count(*) from (
    select from (
      select version_id, scenario, is_right, count from first_try_counts_now
      union all
      select version_id, scenario, is_right, -1 from attempts where number = 1
    ) both_ways
    group by version_id, scenario, is_right having sum(count) <> 0
  ) wrong
  union all
  select 'counts of addresses', count(*) from (
    select from (
      select address, is_present, count from address_counts_now
      union all
      select address, is_present, -1 from directory_entries
    ) both_ways
    group by address, is_present having sum(count) <> 0
  ) wrong
$$;
--> statement-breakpoint

-- The portal reads all of it, and moves the day; it writes none of it.
grant select on roll_up_day, directory_entries, standings, standing_counts_now, first_try_counts_now,
  address_counts_now to signpost_portal;
--> statement-breakpoint
revoke all on function refresh_standings(uuid[]), refresh_directory(uuid[]), fold_roll_ups(),
  rebuild_roll_ups(), turn_roll_ups(date, text), roll_up_faults() from public;
--> statement-breakpoint
grant execute on function turn_roll_ups(date, text) to signpost_portal;
--> statement-breakpoint
select rebuild_roll_ups();
