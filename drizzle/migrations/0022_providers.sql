-- The City's own sign-in: which providers the portal offers, and who is known there by which account.
create type provider_match as enum ('email', 'employee-number');
--> statement-breakpoint
-- What the portal's settings say, as noted at its last start: the database refuses passwords by it. No secret.
create table providers (
  id text primary key,
  label text not null,
  issuer text not null,
  is_offered boolean not null,
  has_passwords_off boolean not null,
  spares_administrators boolean not null,
  noted_at timestamptz not null,
  constraint providers_have_a_short_id check (id ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
--> statement-breakpoint
create unique index providers_are_offered_once on providers (issuer) where is_offered;
--> statement-breakpoint
create table provider_links (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people (id),
  provider text not null references providers (id),
  -- Both as the provider wrote them: by these two, and by nothing else, a person is known there from now on.
  issuer text not null,
  subject text not null,
  -- What the directory and the provider agreed on when it was made.
  matched_by provider_match not null,
  linked_at timestamptz not null,
  -- The session here in which they linked it themselves; null: matched with the directory at a first sign-in.
  within_session text,
  ended_by uuid references people (id),
  ended_at timestamptz,
  constraint provider_links_have_a_subject check (length(subject) between 1 and 255),
  constraint provider_links_are_ended_whole check ((ended_at is null) = (ended_by is null)),
  constraint provider_links_end_after_they_began check (ended_at >= linked_at)
);
--> statement-breakpoint
create unique index provider_links_are_of_one_person on provider_links (issuer, subject) where ended_at is null;
--> statement-breakpoint
create unique index provider_links_are_one_a_person on provider_links (person_id, issuer) where ended_at is null;
--> statement-breakpoint
create index provider_links_by_person on provider_links (person_id, linked_at);
--> statement-breakpoint

-- Whether a link is made by nobody but themselves, signed in here already: what they may see asks for a second factor,
-- or they have one. Whoever keeps the directory could otherwise give their address to another, and come as them.
create function links_only_themselves(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select sees_cases(someone)
    or exists (
      select from grants g where g.person_id = someone and g.revoked_at is null
        and g.role in ('auditor', 'administrator')
    )
    or exists (
      select from authenticator_apps a
      where a.person_id = someone and a.confirmed_at is not null and a.ended_at is null
    )
    or exists (select from passkeys k where k.person_id = someone and k.ended_at is null)
$$;
--> statement-breakpoint
-- Whether a session is open and whole: whoever has a second factor here has shown it.
create function is_whole_session(session text, someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from sessions s
    where s.id = session and s.person_id = someone and least(s.expires_at, s.ends_at) > now() and (
      s.has_second_factor or not (
        exists (
          select from authenticator_apps a
          where a.person_id = someone and a.confirmed_at is not null and a.ended_at is null
        ) or exists (select from passkeys k where k.person_id = someone and k.ended_at is null)
      )
    )
  )
$$;
--> statement-breakpoint
create function check_provider_link() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null then
      raise exception 'a link begins before it ends'
        using errcode = 'check_violation', constraint = 'provider_links_begin_open';
    end if;
    if (new.within_session is not null or links_only_themselves(new.person_id))
       and not coalesce(is_whole_session(new.within_session, new.person_id), false) then
      raise exception 'this person links an account themselves, signed in here'
        using errcode = 'check_violation', constraint = 'provider_links_are_made_by_themselves';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
     or to_jsonb(new) - '{ended_at,ended_by}'::text[] <> to_jsonb(old) - '{ended_at,ended_by}'::text[] then
    raise exception 'a link to a provider is evidence: it is ended, once, and nothing else of it changes'
      using errcode = 'restrict_violation', constraint = 'provider_links_are_only_ended';
  end if;
  if not exists (
    select from grants where person_id = new.ended_by and role = 'administrator' and revoked_at is null
  ) then
    raise exception 'a link to a provider is ended by an administrator'
      using errcode = 'check_violation', constraint = 'provider_links_are_ended_by_an_administrator';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger provider_links_are_only_ended before insert or update or delete on provider_links
  for each row execute function check_provider_link();
--> statement-breakpoint
create trigger provider_links_are_never_truncated before truncate on provider_links
  for each statement execute function refuse_change();
--> statement-breakpoint

-- What somebody stated on the page, until they are back from showing who they are: no evidence yet.
create table statements_to_prove (
  id uuid primary key default gen_random_uuid(),
  assignment_id uuid not null references assignments (id),
  person_id uuid not null references people (id),
  version_digest text not null,
  typed_name text not null,
  written_at timestamptz not null,
  constraint statements_to_prove_are_one_an_assignment unique (assignment_id)
);
--> statement-breakpoint
-- Somebody sent to a provider who is not back yet. A row is removed by the first who comes back with its state.
create table provider_visits (
  state_hash text primary key,
  provider text not null references providers (id),
  -- SHA-256 of what the browser's cookie holds: nobody comes back in another browser.
  browser_hash text not null,
  nonce text not null,
  verifier text not null,
  -- Where to go on in the portal.
  to_path text not null,
  -- Whether they are to sign in anew there, however long they have been signed in.
  is_anew boolean not null,
  statement_id uuid references statements_to_prove (id) on delete cascade,
  begun_at timestamptz not null,
  constraint provider_visits_prove_anew check (statement_id is null or is_anew)
);
--> statement-breakpoint
create index provider_visits_by_beginning on provider_visits (begun_at);
--> statement-breakpoint
create index provider_visits_by_statement on provider_visits (statement_id);
--> statement-breakpoint

alter table sessions
  add column link_id uuid references provider_links (id),
  -- When they signed in at the provider, where it was asked to have them do so anew, and said when.
  add column shown_anew_at timestamptz,
  add constraint sessions_by_provider_alone_have_a_link
    check (case when method = 'provider' then link_id is not null else link_id is null and shown_anew_at is null end);
--> statement-breakpoint
create index sessions_by_link on sessions (link_id) where link_id is not null;
--> statement-breakpoint

-- Whether somebody has no password here because they sign in at a provider that wants it so.
create function has_passwords_off(who uuid) returns boolean language sql stable as $$
  select exists (
    select from provider_links l join providers p on p.issuer = l.issuer
    where l.person_id = who and l.ended_at is null and p.is_offered and p.has_passwords_off
      and not (p.spares_administrators and exists (
        select from grants g
        where g.person_id = who and g.role = 'administrator' and g.revoked_at is null
      ))
  )
$$;
--> statement-breakpoint
-- The person's row is held for a moment: whoever links them just now is waited for, and seen.
create function refuse_password() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from providers where is_offered and has_passwords_off) then
    perform from people where id = new.person_id for share;
    if has_passwords_off(new.person_id) then
      raise exception 'this person signs in at a provider, and has no password here'
        using errcode = 'check_violation', constraint = 'passwords_are_off_with_a_provider';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger credentials_are_on before insert or update on credentials
  for each row execute function refuse_password();
--> statement-breakpoint
create trigger set_up_codes_are_on before insert on set_up_codes
  for each row execute function refuse_password();
--> statement-breakpoint
create trigger sessions_by_password_are_on before insert on sessions
  for each row when (new.method in ('password', 'set-up-code')) execute function refuse_password();
--> statement-breakpoint

-- Whether somebody was ever given a way to sign in: a first set-up code of anybody else resets nothing.
create function has_way_in(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from credentials c where c.person_id = someone)
    or exists (select from provider_links l where l.person_id = someone)
    or exists (select from passkeys k where k.person_id = someone)
$$;
--> statement-breakpoint
-- Whether a code may still set a password now: of whoever sees cases only the one a second person confirmed, or a first
-- one by an administrator, also where it was made before they saw any.
create function may_use_set_up_code(hash text) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from set_up_codes k where k.code_hash = hash and (
      k.issued_by is null or not sees_cases(k.person_id)
      or exists (
        select from confirmations c
        where c.person_id = k.person_id and c.kind = 'reset-password' and c.asked_by = k.issued_by
          and c.ended_as = 'confirmed' and c.done_at = k.issued_at
      )
      or (not has_way_in(k.person_id) and exists (
        select from grants g
        where g.person_id = k.issued_by and g.role = 'administrator' and g.revoked_at is null
      ))
    )
  )
$$;
--> statement-breakpoint
create function check_use_of_set_up_code() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not may_use_set_up_code(new.code_hash) then
    raise exception 'this person sees cases, and nobody confirmed this code'
      using errcode = 'check_violation', constraint = 'set_up_codes_are_used_as_confirmed';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger set_up_codes_are_used_as_confirmed before update on set_up_codes
  for each row when (old.used_at is null and new.used_at is not null) execute function check_use_of_set_up_code();
--> statement-breakpoint

-- "provider <moment> <label>": signed in anew there, within five minutes before; thirty seconds for two clocks.
create function check_provider_proof() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.method !~ '^provider \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S'
    or split_part(new.method, ' ', 2)::timestamptz not between
      new.acknowledged_at - interval '5 minutes 30 seconds' and new.acknowledged_at + interval '30 seconds' then
    raise exception 'who they are was not shown anew at the provider'
      using errcode = 'check_violation', constraint = 'acknowledgements_by_provider_are_proven_anew';
  end if;
  if not exists (select from provider_links where person_id = new.person_id and ended_at is null) then
    raise exception 'this person is known at no provider'
      using errcode = 'check_violation', constraint = 'acknowledgements_by_provider_have_a_link';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger acknowledgements_by_provider_are_proven before insert on acknowledgements
  for each row when (new.method like 'provider%') execute function check_provider_proof();
--> statement-breakpoint

grant select, insert on providers, provider_links to signpost_portal;
--> statement-breakpoint
grant update (label, issuer, is_offered, has_passwords_off, spares_administrators, noted_at) on providers to signpost_portal;
--> statement-breakpoint
grant update (ended_by, ended_at) on provider_links to signpost_portal;
--> statement-breakpoint
grant select, insert, delete on statements_to_prove, provider_visits to signpost_portal;
