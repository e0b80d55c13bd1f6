-- Signing out at a provider ends the sessions here that began there (OpenID Connect Back-Channel Logout 1.0).
alter table sessions
  -- SHA-256 of issuer and "sid": which session at the provider this one came from, where its token said so.
  add column sid_hash text,
  add constraint sessions_by_provider_alone_have_a_sid check (sid_hash is null or link_id is not null);
--> statement-breakpoint
create index sessions_by_sid on sessions (sid_hash) where sid_hash is not null;
--> statement-breakpoint
-- What a provider said of somebody who signed out there, for as long as it could be said twice. Hashes only.
create table provider_sign_outs (
  -- SHA-256 of issuer and "jti": a logout token counts once.
  token_hash text primary key,
  account_hash text,
  sid_hash text,
  -- As the token says: who signs in there afterwards is not meant.
  issued_at timestamptz not null,
  taken_at timestamptz not null,
  constraint provider_sign_outs_say_who check (account_hash is not null or sid_hash is not null)
);
--> statement-breakpoint
create index provider_sign_outs_by_taking on provider_sign_outs (taken_at);
--> statement-breakpoint
grant select, insert, delete on provider_sign_outs to signpost_portal;
--> statement-breakpoint
-- Whether somebody has a way in now: a password, a passkey, or an account at a provider that is offered.
create function can_sign_in(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from credentials c where c.person_id = someone)
    or exists (
      select from provider_links l join providers p on p.issuer = l.issuer
      where l.person_id = someone and l.ended_at is null and p.is_offered
    )
    or exists (select from passkeys k where k.person_id = someone and k.ended_at is null)
$$;
--> statement-breakpoint
-- As 0012 has it, but whoever signs in with an account of the City alone advises too.
create or replace function advisers_for(person uuid, parties uuid[], day date) returns setof uuid language sql stable
  set search_path = public, pg_temp as $$
  with able (id, rank) as (
    select e.supervisor_id, 1 from employments e
    where e.person_id = person and e.supervisor_id is not null and e.superseded_at is null
      and e.from_on <= day and (e.until_on is null or e.until_on >= day)
    union all
    select g.person_id,
      case g.role when 'hr-training' then 2 when 'hr-cases' then 3 when 'city-manager' then 4 else 5 end
    from grants g
    where g.revoked_at is null and g.role in ('hr-training', 'hr-cases', 'city-manager', 'outside-officer')
  ), here (id, rank, is_free) as (
    select a.id, min(a.rank),
      can_sign_in(a.id)
      and not exists (
        select from leaves l where l.person_id = a.id and l.superseded_at is null
          and l.from_on <= day and (l.until_on is null or l.until_on >= day)
      )
      and not exists (select from unnest(parties) as party where works_below(a.id, party, day))
    from able a join people p on p.id = a.id
    where a.id <> person and a.id <> all (parties) and (p.is_outside or exists (
      select from employments e where e.person_id = a.id and e.superseded_at is null
        and e.from_on <= day and (e.until_on is null or e.until_on >= day)
    ))
    group by a.id
  )
  select id from here h
  where h.is_free and h.rank = (select min(rank) from here where is_free)
    or not exists (select from here where is_free)
      and h.rank = coalesce((select min(rank) from here where rank > 1), 1)
$$;
--> statement-breakpoint
-- Who keeps the directory makes themselves nobody's supervisor, by hand or by a file: whose they are already stays so.
create function check_recorder_of_supervisor() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from employments e
    where e.person_id = new.person_id and e.supervisor_id = new.supervisor_id
      and (e.superseded_at is null or e.superseded_at = new.recorded_at)
  ) then
    raise exception 'nobody records themselves as a supervisor'
      using errcode = 'check_violation', constraint = 'employments_are_not_recorded_by_a_new_supervisor';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger employments_are_not_recorded_by_a_new_supervisor before insert on employments
  for each row when (new.recorded_by = new.supervisor_id) execute function check_recorder_of_supervisor();
