-- Grants that end with somebody's work here, and what only whoever runs the server does.
-- docs/decisions/0037-grants-end.md says how and why.

-- A grant is over as well once its holder left: on a day since it was given, as far as is known today, they did not
-- work here. Whoever comes back has none of the grants of before. People from outside never leave.
create or replace view grants with (security_invoker = true) as
select g.id, g.person_id, g.role, g.granted_by, g.granted_at, g.revoked_by, g.revoked_at, g.until_on
from given_grants g
where (g.until_on is null or g.until_on >= (select day from roll_up_day))
  -- Counted and not asked for with `not exists`: so it is looked up grant by grant, never for all employments at once.
  and (
    select count(*)
    from employments e join people p on p.id = e.person_id and not p.is_outside cross join roll_up_day today
    where e.person_id = g.person_id and e.superseded_at is null and e.until_on < today.day and not exists (
      select from employments n
      where n.person_id = e.person_id and n.superseded_at is null and n.from_on > e.until_on
        and n.from_on <= greatest(e.until_on + 1, (g.granted_at at time zone today.time_zone)::date)
    )
  ) = 0;
--> statement-breakpoint
alter table given_grants
  drop constraint grants_are_revoked_whole,
  -- What ends a grant without anybody having done it, check_grant_change knows.
  add constraint grants_are_revoked_whole check (revoked_at is not null or revoked_by is null);
--> statement-breakpoint
-- Null: whoever runs the server.
alter table grant_answers alter column answered_by drop not null;
--> statement-breakpoint

-- There is something to be kept from people: what passes an exchange on files a report.
create function reports_have_begun() returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from violation_reports) or exists (select from cases)
$$;
--> statement-breakpoint
create or replace function grant_waits_for_a_second(role granted_role) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select is_case_role(role) and (
    reports_have_begun() or exists (select from grants g where g.role = $1 and g.revoked_at is null)
  )
$$;
--> statement-breakpoint
-- Who may confirm or decline: who handles cases, or the city manager; where there is none, the outside officer; and
-- while there is no report and no case, where there is none either, another administrator. Never who asked, nor whom it
-- is for. Where this is nobody, whoever runs the server confirms.
create or replace function answerers_of_grant_request(asked integer) returns setof uuid language sql stable
  set search_path = public, pg_temp as $$
  with able (id, rank) as (
    select g.person_id, min(case g.role when 'outside-officer' then 2 when 'administrator' then 3 else 1 end)
    from grant_requests r cross join grants g
    where r.number = asked and g.revoked_at is null
      and (is_case_role(g.role) or (g.role = 'administrator' and not reports_have_begun()))
      and g.person_id not in (r.person_id, r.asked_by)
      and is_here(g.person_id, (select day from roll_up_day))
    group by g.person_id
  )
  select id from able where rank = (select min(rank) from able)
$$;
--> statement-breakpoint
create or replace function check_grant_answer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not grant_request_waits(new.request, new.answered_at) then
    raise exception 'a request is answered once, within thirty days'
      using errcode = 'check_violation', constraint = 'grant_answers_come_in_time';
  end if;
  if new.answered_by is null then
    if session_user = 'signpost_portal' or new.answer <> 'confirmed'
       or exists (select from answerers_of_grant_request(new.request)) then
      raise exception 'whoever runs the server confirms what nobody else can, and nothing else'
        using errcode = 'check_violation', constraint = 'grant_answers_are_of_a_second_person';
    end if;
  elsif new.answer = 'withdrawn' then
    if not is_administrator(new.answered_by) then
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

-- As in 0023, but that the portal's role grants nothing in nobody's name.
create or replace function check_grant_given() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('signpost: roles of ' || new.person_id));
  -- Who asked for what a second person confirms was one when they asked.
  if new.request is null and (
    new.granted_by is null and session_user = 'signpost_portal'
    or new.granted_by is not null and not is_administrator(new.granted_by)
  ) then
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
    if grant_waits_for_a_second(new.role) and (new.granted_by is not null or reports_have_begun()) then
      raise exception 'a grant of cases waits for a second person'
        using errcode = 'check_violation', constraint = 'grants_of_cases_wait_for_a_second_person';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Nobody who has left is granted anything: what is given is held.
create function check_grant_holds() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from grants where id = new.id) then
    raise exception 'who has left is granted no role'
      using errcode = 'check_violation', constraint = 'grants_are_held_when_given';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger grants_are_held_when_given after insert on given_grants
  for each row execute function check_grant_holds();
--> statement-breakpoint

-- As in 0023, but that a grant ends by itself whatever it was that ended it.
create or replace function check_grant_change() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null or new.revoked_at is null
     or to_jsonb(new) - array['revoked_at', 'revoked_by'] <> to_jsonb(old) - array['revoked_at', 'revoked_by'] then
    raise exception 'a grant is only ever revoked, once' using errcode = 'restrict_violation';
  end if;
  if new.revoked_by is null then
    if exists (select from grants where id = old.id) then
      raise exception 'a grant ends by itself after its last day, or once its holder left'
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

-- The portal's role turns the day on, never back: a grant whose last day is over would hold again. Of two machines whose
-- clocks differ at midnight the one behind is not refused, and changes nothing. A day that has not begun anywhere is none.
create function keep_day_going_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if session_user = 'signpost_portal' then
    if new.day > latest_day() then
      raise exception 'the day % has not begun yet', new.day
        using errcode = 'check_violation', constraint = 'roll_up_day_has_begun';
    end if;
    new.day := greatest(new.day, old.day);
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger roll_up_day_goes_on before update on roll_up_day
  for each row execute function keep_day_going_on();
