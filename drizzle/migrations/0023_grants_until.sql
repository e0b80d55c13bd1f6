-- Grants with a last day, and grants of cases that wait for a second person.
-- docs/decisions/0035-administration.md says how and why.

-- Every grant ever given stands in given_grants; the name `grants` is left to those whose last day is not over, so that
-- whatever asks who holds a role heeds the day without having to think of it. The day is that of roll_up_day.
alter table grants rename to given_grants;
--> statement-breakpoint
create table grant_requests (
  number integer generated always as identity,
  person_id uuid not null,
  role granted_role not null,
  until_on date,
  asked_by uuid not null,
  asked_at timestamptz not null,
  form_id uuid not null,
  constraint grant_requests_pkey primary key (number),
  constraint grant_requests_person_id_people_id_fk foreign key (person_id) references people (id),
  constraint grant_requests_asked_by_people_id_fk foreign key (asked_by) references people (id),
  constraint grant_requests_come_from_one_form unique (form_id),
  constraint grant_requests_are_of_case_roles check (role in ('hr-cases', 'city-manager', 'outside-officer')),
  constraint grant_requests_are_for_another check (asked_by <> person_id)
);
--> statement-breakpoint
create index grant_requests_by_person on grant_requests (person_id);
--> statement-breakpoint
create index grant_requests_by_moment on grant_requests (asked_at);
--> statement-breakpoint
create table grant_answers (
  request integer not null,
  answer text not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  constraint grant_answers_pkey primary key (request),
  constraint grant_answers_request_grant_requests_number_fk foreign key (request) references grant_requests (number),
  constraint grant_answers_answered_by_people_id_fk foreign key (answered_by) references people (id),
  constraint grant_answers_are_known check (answer in ('confirmed', 'declined', 'withdrawn'))
);
--> statement-breakpoint
alter table given_grants
  add column until_on date,
  add column request integer
    constraint given_grants_request_grant_requests_number_fk references grant_requests (number),
  add constraint grants_answer_one_request unique (request),
  drop constraint grants_are_revoked_whole,
  -- Only a last day ends a grant without anybody having done it.
  add constraint grants_are_revoked_whole check (
    case when revoked_at is null then revoked_by is null else revoked_by is not null or until_on is not null end
  );
--> statement-breakpoint
create view grants with (security_invoker = true) as
select id, person_id, role, granted_by, granted_at, revoked_by, revoked_at, until_on
from given_grants
where until_on is null or until_on >= (select day from roll_up_day);
--> statement-breakpoint

create function is_case_role(role granted_role) returns boolean language sql immutable
  set search_path = public, pg_temp as $$
  select role in ('hr-cases', 'city-manager', 'outside-officer')
$$;
--> statement-breakpoint
-- A grant of cases waits for a second person, but for the first of its kind, while there is no report and no case.
create function grant_waits_for_a_second(role granted_role) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select is_case_role(role) and (
    exists (select from violation_reports) or exists (select from cases)
    or exists (select from grants g where g.role = $1 and g.revoked_at is null)
  )
$$;
--> statement-breakpoint
-- A request waits: it was neither answered nor are its thirty days over.
create function grant_request_waits(asked integer, moment timestamptz) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from grant_requests r where r.number = asked
      and r.asked_at <= moment and moment < r.asked_at + interval '30 days'
      and not exists (select from grant_answers a where a.request = r.number)
  )
$$;
--> statement-breakpoint
-- Who may confirm or decline: who handles cases, or the city manager; where there is none, the outside officer; where
-- there is none either, another administrator. Never who asked, nor whom it is for.
create function answerers_of_grant_request(asked integer) returns setof uuid language sql stable
  set search_path = public, pg_temp as $$
  with able (id, rank) as (
    select g.person_id, min(case g.role when 'outside-officer' then 2 when 'administrator' then 3 else 1 end)
    from grant_requests r cross join grants g
    where r.number = asked and g.revoked_at is null
      and g.role in ('hr-cases', 'city-manager', 'outside-officer', 'administrator')
      and g.person_id not in (r.person_id, r.asked_by)
      and is_here(g.person_id, (select day from roll_up_day))
    group by g.person_id
  )
  select id from able where rank = (select min(rank) from able)
$$;
--> statement-breakpoint

create function check_grant_request() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('signpost: roles of ' || new.person_id));
  if not exists (
    select from grants where person_id = new.asked_by and role = 'administrator' and revoked_at is null
  ) then
    raise exception 'only an administrator asks for a grant'
      using errcode = 'check_violation', constraint = 'grant_requests_are_of_administrators';
  end if;
  if new.until_on < (new.asked_at at time zone 'UTC')::date - 1 then
    raise exception 'a grant ends after it begins'
      using errcode = 'check_violation', constraint = 'grants_end_after_they_begin';
  end if;
  if exists (
    select from grant_requests r where r.person_id = new.person_id and r.role = new.role
      and grant_request_waits(r.number, new.asked_at)
  ) then
    raise exception 'one request for a person and role waits at a time'
      using errcode = 'check_violation', constraint = 'grant_requests_wait_once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger grant_requests_are_checked before insert on grant_requests
  for each row execute function check_grant_request();
--> statement-breakpoint
create function check_grant_answer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not grant_request_waits(new.request, new.answered_at) then
    raise exception 'a request is answered once, within thirty days'
      using errcode = 'check_violation', constraint = 'grant_answers_come_in_time';
  end if;
  if new.answer = 'withdrawn' then
    if not exists (
      select from grants where person_id = new.answered_by and role = 'administrator' and revoked_at is null
    ) then
      raise exception 'only an administrator withdraws a request'
        using errcode = 'check_violation', constraint = 'grant_answers_are_of_a_second_person';
    end if;
  elsif new.answered_by not in (select answerers_of_grant_request(new.request)) then
    raise exception 'a second person answers a request: not who asked, nor whom it is for'
      using errcode = 'check_violation', constraint = 'grant_answers_are_of_a_second_person';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger grant_answers_are_checked before insert on grant_answers
  for each row execute function check_grant_answer();
--> statement-breakpoint

create function is_administrator(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from grants where person_id = someone and role = 'administrator' and revoked_at is null)
$$;
--> statement-breakpoint
create function check_grant_given() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('signpost: roles of ' || new.person_id));
  -- Who asked for what a second person confirms was one when they asked.
  if new.request is null and new.granted_by is not null and not is_administrator(new.granted_by) then
    raise exception 'roles are granted by administrators'
      using errcode = 'check_violation', constraint = 'grants_are_of_administrators';
  end if;
  if new.until_on < (new.granted_at at time zone 'UTC')::date - 1 then
    raise exception 'a grant ends after it begins'
      using errcode = 'check_violation', constraint = 'grants_end_after_they_begin';
  end if;
  if (new.role = 'administrator' or is_case_role(new.role)) and exists (
    select from grants g where g.person_id = new.person_id and g.revoked_at is null
      and case when new.role = 'administrator' then is_case_role(g.role) else g.role = 'administrator' end
  ) then
    raise exception 'nobody has a part in cases and administers the portal'
      using errcode = 'check_violation', constraint = 'grants_keep_administration_apart';
  end if;
  if new.request is not null then
    if not exists (
      select from grant_requests r join grant_answers a on a.request = r.number
      where r.number = new.request and a.answer = 'confirmed' and a.answered_at = new.granted_at
        and r.person_id = new.person_id and r.role = new.role and r.asked_by = new.granted_by
        and r.until_on is not distinct from new.until_on
    ) then
      raise exception 'a grant is what a second person confirmed'
        using errcode = 'check_violation', constraint = 'grants_of_cases_wait_for_a_second_person';
    end if;
    return new;
  end if;
  if is_case_role(new.role) then
    perform pg_advisory_xact_lock(hashtext('signpost: the first who handles cases'));
    -- Who sets up the portal, in whose name nobody granted, names everybody before the first report.
    if grant_waits_for_a_second(new.role) and (
      new.granted_by is not null or exists (select from violation_reports) or exists (select from cases)
    ) then
      raise exception 'a grant of cases waits for a second person'
        using errcode = 'check_violation', constraint = 'grants_of_cases_wait_for_a_second_person';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger grants_are_checked before insert on given_grants
  for each row execute function check_grant_given();
--> statement-breakpoint
-- Who made a set-up code before a grant was not asked whether they may hand over what comes with the grant.
create function withdraw_codes_of_before() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  update set_up_codes set withdrawn_at = greatest(issued_at, new.granted_at)
  where person_id = new.person_id and used_at is null and withdrawn_at is null;
  return null;
end $$;
--> statement-breakpoint
create trigger grants_withdraw_codes after insert on given_grants
  for each row execute function withdraw_codes_of_before();
--> statement-breakpoint

-- A grant only ever ends: by its last day, or by hand, and by hand neither the last administrator nor the last who
-- handles cases is removed.
create or replace function check_grant_change() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null or new.revoked_at is null
     or to_jsonb(new) - array['revoked_at', 'revoked_by'] <> to_jsonb(old) - array['revoked_at', 'revoked_by'] then
    raise exception 'a grant is only ever revoked, once' using errcode = 'restrict_violation';
  end if;
  if new.revoked_by is null then
    if old.until_on is null or old.until_on >= (select day from roll_up_day) then
      raise exception 'a grant ends by itself after its last day only'
        using errcode = 'check_violation', constraint = 'grants_end_after_their_last_day';
    end if;
    return new;
  end if;
  if not is_administrator(new.revoked_by) then
    raise exception 'roles are revoked by administrators'
      using errcode = 'check_violation', constraint = 'grants_are_of_administrators';
  end if;
  if old.role = 'administrator' then
    perform pg_advisory_xact_lock(hashtext('signpost: the last administrator'));
    if not exists (
      select from grants where role = 'administrator' and revoked_at is null and id <> old.id
    ) then
      raise exception 'the last administrator cannot be removed'
        using errcode = 'check_violation', constraint = 'grants_keep_an_administrator';
    end if;
  end if;
  if old.role = 'hr-cases' then
    perform pg_advisory_xact_lock(hashtext('signpost: the last who handles cases'));
    if not exists (
      select from grants where role = 'hr-cases' and revoked_at is null and id <> old.id
    ) then
      raise exception 'the last person able to handle cases cannot be removed'
        using errcode = 'check_violation', constraint = 'grants_keep_a_case_handler';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint

-- As in 0015, but for the name of the table that says in which transaction a row was written.
create or replace function check_report_part() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from violation_reports where id = new.report_id and xmin = pg_current_xact_id()::xid
  ) and not exists (
    select from report_acts
    where report_id = new.report_id and act = 'stepped-aside'
      and to_jsonb(new) ->> 'reason' = 'stepped-aside' and "by"::text = to_jsonb(new) ->> 'person_id'
  ) and not (tg_table_name = 'report_conflicts' and exists (
    select from case_reports where report_id = new.report_id
  ) and exists (
    select from given_grants g
    where g.person_id::text = to_jsonb(new) ->> 'person_id' and g.xmin = pg_current_xact_id()::xid
      and g.revoked_at is null and g.role in ('hr-cases', 'city-manager', 'outside-officer')
  )) then
    raise exception 'a report gets no further subject and no further conflict'
      using errcode = 'restrict_violation', constraint = 'reports_are_filed_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint

do $$
declare
  kept text;
begin
  foreach kept in array array['grant_requests', 'grant_answers'] loop
    execute format(
      'create trigger %I before update or delete on %I for each row execute function refuse_change()',
      kept || '_never_change', kept);
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse_change()',
      kept || '_are_never_truncated', kept);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on grant_requests, grant_answers to signpost_portal;
--> statement-breakpoint
grant select, insert, update (revoked_by, revoked_at) on grants to signpost_portal;
--> statement-breakpoint

alter type notice_kind add value 'grant-waiting';
--> statement-breakpoint
alter type notice_kind add value 'grant-news';
--> statement-breakpoint

-- How the portal fares, for the health address and the administrator: workers and seals. A record's id begins with the
-- moment it was written, which for what was recorded in a batch is not the moment of its act (RFC 9562, section 5.7).
create function read_pulse() returns json language plpgsql stable security definer
  set search_path = public, pg_temp as $$
begin
  return json_build_object(
    'workers', (
      select coalesce(json_agg(json_build_object('beatAt', w.beat_at, 'keys', w.keys) order by w.beat_at desc), '[]')
      from job_workers w
    ),
    'isBeating', exists (select from job_workers where beat_at > now() - interval '1 minute'),
    'unsealed', (select count(*)::int from ledger_unsealed),
    'unsealedSince', (
      select to_timestamp(('x' || left(replace(u.record_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
      from ledger_unsealed u order by u.record_id limit 1
    ),
    'isStalled', exists (
      select from (select record_id from ledger_unsealed order by record_id limit 1) u
      where to_timestamp(('x' || left(replace(u.record_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
        < now() - interval '1 minute'
    ) and not exists (select from ledger_seals where sealed_at > now() - interval '1 minute'),
    'seal', (select max(number) from ledger_seals),
    'sealedAt', (select sealed_at from ledger_seals order by number desc limit 1)
  );
end $$;
--> statement-breakpoint
revoke all on function read_pulse() from public;
--> statement-breakpoint
grant execute on function read_pulse() to signpost_portal;
--> statement-breakpoint
-- Jobs by kind, without what they were told, and how many migrations this database has had.
create function read_jobs() returns json language plpgsql stable security definer
  set search_path = public, pg_temp as $$
begin
  return json_build_object(
    'migrations', (select count(*)::int from drizzle.__drizzle_migrations),
    'kinds', (
      select coalesce(json_agg(k order by k.task), '[]') from (
        select task_identifier as task,
          count(*) filter (where attempts < max_attempts and run_at <= now() and locked_at is null)::int as waiting,
          count(*) filter (where locked_at is not null)::int as running,
          count(*) filter (where attempts < max_attempts and run_at > now() and locked_at is null)::int as later,
          count(*) filter (where attempts >= max_attempts and locked_at is null)::int as failed,
          min(created_at) filter (where attempts < max_attempts and run_at <= now()) as "waitingSince",
          min(updated_at) filter (where attempts >= max_attempts) as "failedSince"
        from graphile_worker.jobs group by task_identifier
      ) k
    )
  );
end $$;
--> statement-breakpoint
revoke all on function read_jobs() from public;
--> statement-breakpoint
grant execute on function read_jobs() to signpost_portal;
