-- Grants that end with somebody's work here, and what only whoever runs the server does.
-- docs/decisions/0037-grants-end.md says how and why.

-- Given, and not written off: held today, or held until its holder left, which a correction of the same day takes back.
create view open_grants with (security_invoker = true) as
select g.id, g.person_id, g.role, g.granted_at
from given_grants g
where g.revoked_at is null and (g.until_on is null or g.until_on >= (select day from roll_up_day));
--> statement-breakpoint
grant select on open_grants to signpost_portal;
--> statement-breakpoint
-- Whether somebody works here today and did on every day since a moment, as far as was known before `known`. People from
-- outside never leave.
create function works_since(someone uuid, since timestamptz, known timestamptz) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  with periods as (
    select e.from_on, e.until_on from employments e
    where e.person_id = someone and e.recorded_at < known and (e.superseded_at is null or e.superseded_at >= known)
  )
  select p.is_outside or (
    exists (
      select from periods e
      where e.from_on <= today.day and (e.until_on is null or e.until_on >= today.day)
    ) and not exists (
      select from periods e
      where e.until_on < today.day and not exists (
        select from periods n
        where n.from_on > e.until_on and n.from_on <= greatest(e.until_on + 1, (since at time zone today.time_zone)::date)
      )
    )
  )
  from people p cross join roll_up_day today where p.id = someone
$$;
--> statement-breakpoint
-- A grant is over as well once its holder left; whoever comes back has none of the grants of before.
create or replace view grants with (security_invoker = true) as
select g.id, g.person_id, g.role, g.granted_by, g.granted_at, g.revoked_by, g.revoked_at, g.until_on
from given_grants g
where (g.until_on is null or g.until_on >= (select day from roll_up_day))
  and works_since(g.person_id, g.granted_at, 'infinity');
--> statement-breakpoint
-- Between leaving and being written off a grant counts as held for who is kept from what: nobody gets a way in, or loses a
-- second factor, as somebody who left, and comes back with it. Who does that writes the grants off first.
create function check_no_grant_hangs() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from open_grants o where o.person_id = new.person_id and not exists (select from grants g where g.id = o.id)
  ) then
    raise exception 'the roles of who left are written off before they get a way in'
      using errcode = 'check_violation', constraint = 'ways_in_follow_the_end_of_grants';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger codes_follow_the_end_of_grants after insert on set_up_codes
  for each row execute function check_no_grant_hangs();
--> statement-breakpoint
create trigger used_codes_follow_the_end_of_grants after update on set_up_codes
  for each row when (old.used_at is null and new.used_at is not null) execute function check_no_grant_hangs();
--> statement-breakpoint
create trigger links_follow_the_end_of_grants after insert on provider_links
  for each row execute function check_no_grant_hangs();
--> statement-breakpoint
create trigger resets_of_apps_follow_the_end_of_grants after update on authenticator_apps
  for each row when (old.ended_at is null and new.ended_at is not null and new.ended_by is distinct from new.person_id)
  execute function check_no_grant_hangs();
--> statement-breakpoint
create trigger resets_of_passkeys_follow_the_end_of_grants after update on passkeys
  for each row when (old.ended_at is null and new.ended_at is not null and new.ended_by is distinct from new.person_id)
  execute function check_no_grant_hangs();
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
-- Who is able to confirm or decline, the first of them first: who handles cases, or the city manager; the outside officer;
-- while there is no report and no case, another administrator. Never who asked, nor whom it is for. Somebody who left
-- counts until their role is written off, and answers nothing meanwhile.
create function able_to_answer_grant_request(asked integer) returns table (id uuid, rank integer, holds boolean)
  language sql stable set search_path = public, pg_temp as $$
  select o.person_id, min(case o.role when 'outside-officer' then 2 when 'administrator' then 3 else 1 end),
    bool_or(exists (select from grants g where g.id = o.id))
  from grant_requests r cross join open_grants o
  where r.number = asked and (is_case_role(o.role) or (o.role = 'administrator' and not reports_have_begun()))
    and o.person_id not in (r.person_id, r.asked_by)
  group by o.person_id
$$;
--> statement-breakpoint
-- Who may: the first of those who are able. Where nobody is able, whoever runs the server confirms.
create or replace function answerers_of_grant_request(asked integer) returns setof uuid language sql stable
  set search_path = public, pg_temp as $$
  with able as (select * from able_to_answer_grant_request(asked))
  select id from able where holds and rank = (select min(rank) from able)
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
       or exists (select from able_to_answer_grant_request(new.request)) then
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
  if new.granted_at > latest_moment() then
    raise exception 'a grant is given now, and not later'
      using errcode = 'check_violation', constraint = 'grants_are_given_now';
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
