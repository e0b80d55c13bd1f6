-- A second factor at sign-in: an app that makes codes, passkeys, recovery codes; and what takes effect only when a
-- second person has confirmed it.

-- What is to be confirmed by a second person, before it takes effect. Further kinds may follow.
create type confirmation_kind as enum ('reset-password', 'reset-second-factor');
--> statement-breakpoint
create type confirmation_end as enum ('confirmed', 'declined', 'withdrawn');
--> statement-breakpoint
create table confirmations (
  id uuid primary key default gen_random_uuid(),
  kind confirmation_kind not null,
  person_id uuid not null references people (id),
  asked_by uuid not null references people (id),
  asked_at timestamptz not null,
  ended_as confirmation_end,
  ended_by uuid references people (id),
  ended_at timestamptz,
  done_at timestamptz,
  constraint confirmations_are_asked_by_another check (asked_by <> person_id),
  constraint confirmations_end_whole
    check (num_nulls(ended_as, ended_by, ended_at) in (0, 3)),
  constraint confirmations_are_given_by_a_second_person
    check (ended_as <> 'confirmed' or (ended_by <> asked_by and ended_by <> person_id)),
  constraint confirmations_are_done_once_confirmed
    check (done_at is null or coalesce(ended_as = 'confirmed', false))
);
--> statement-breakpoint
create unique index confirmations_wait_once on confirmations (person_id, kind) where ended_at is null;
--> statement-breakpoint
create index confirmations_by_moment on confirmations (asked_at, id);
--> statement-breakpoint
create function holds_case_grant(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from grants g where g.person_id = someone and g.revoked_at is null
      and g.role in ('hr-cases', 'city-manager', 'outside-officer')
  )
$$;
--> statement-breakpoint
-- Who is protected as one who sees cases: a holder of a case grant, and whoever investigates a case not disposed of.
create function sees_cases(someone uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select holds_case_grant(someone) or exists (
    select from case_standings c where c.investigator_id = someone and c.stage <> 'disposed'
  )
$$;
--> statement-breakpoint
-- An administrator asks; somebody who holds a case grant confirms, at the moment they do; what ended stays.
create function check_confirmation() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null or new.done_at is not null then
      raise exception 'what is to be confirmed begins unconfirmed'
        using errcode = 'check_violation', constraint = 'confirmations_begin_open';
    end if;
    if not exists (
      select from grants g where g.person_id = new.asked_by and g.role = 'administrator' and g.revoked_at is null
    ) then
      raise exception 'an administrator asks for a confirmation'
        using errcode = 'check_violation', constraint = 'confirmations_are_asked_by_an_administrator';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE'
     or to_jsonb(new) - array['ended_as', 'ended_by', 'ended_at', 'done_at']
        <> to_jsonb(old) - array['ended_as', 'ended_by', 'ended_at', 'done_at']
     or (old.ended_at is not null and (new.ended_as, new.ended_by, new.ended_at)
        is distinct from (old.ended_as, old.ended_by, old.ended_at))
     or old.done_at is not null then
    raise exception 'a confirmation ends once, and is done once'
      using errcode = 'restrict_violation', constraint = 'confirmations_end_once';
  end if;
  if old.ended_at is null and new.ended_as = 'confirmed' and not holds_case_grant(new.ended_by) then
    raise exception 'who holds no case grant confirms nothing'
      using errcode = 'check_violation', constraint = 'confirmations_are_given_by_holders';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger confirmations_follow before insert or update or delete on confirmations
  for each row execute function check_confirmation();
--> statement-breakpoint
create trigger confirmations_are_never_truncated before truncate on confirmations
  for each statement execute function refuse_change();
--> statement-breakpoint

-- An app on a phone that makes codes (RFC 6238). Its secret is encrypted under a key of its own, and forgotten when it
-- ends. `last_step` is the last 30 seconds of which a code was used.
create table authenticator_apps (
  id uuid primary key,
  person_id uuid not null references people (id),
  secret bytea,
  wrapped_key bytea,
  wrapped_by text,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  ended_at timestamptz,
  ended_by uuid references people (id),
  constraint authenticator_apps_forget_when_they_end
    check (num_nulls(secret, wrapped_key, wrapped_by) = case when ended_at is null then 0 else 3 end),
  constraint authenticator_apps_end_whole check (ended_at is not null or ended_by is null)
);
--> statement-breakpoint
create unique index authenticator_apps_are_one_a_person on authenticator_apps (person_id)
  where confirmed_at is not null and ended_at is null;
--> statement-breakpoint
create unique index authenticator_apps_are_prepared_once on authenticator_apps (person_id)
  where confirmed_at is null and ended_at is null;
--> statement-breakpoint
create table passkeys (
  id uuid primary key,
  person_id uuid not null references people (id),
  credential_id text not null constraint passkeys_are_one_a_credential unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  last_used_on date,
  ended_at timestamptz,
  ended_by uuid references people (id),
  constraint passkeys_have_a_name check (length(btrim(name)) between 1 and 60),
  constraint passkeys_end_whole check (ended_at is not null or ended_by is null)
);
--> statement-breakpoint
create index passkeys_by_person on passkeys (person_id) where ended_at is null;
--> statement-breakpoint
create table recovery_codes (
  code_hash text primary key,
  person_id uuid not null references people (id),
  made_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint recovery_codes_are_used_or_withdrawn check (used_at is null or withdrawn_at is null)
);
--> statement-breakpoint
create index recovery_codes_by_person on recovery_codes (person_id)
  where used_at is null and withdrawn_at is null;
--> statement-breakpoint
-- Challenges that a passkey has answered, until they would be too old anyway: each is answered once.
create table spent_challenges (
  digest text primary key,
  until timestamptz not null
);
--> statement-breakpoint

-- Who may take away somebody's second factor: themselves; an administrator; HR, training, of who holds no grant; and of
-- whoever sees cases nobody before a second person has confirmed. Whoever owns the database names nobody.
create function may_end_second_factor(someone uuid, by uuid, at timestamptz) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select case
    when by = someone then true
    when by is null then current_user <> 'signpost_portal'
    when sees_cases(someone) then exists (
      select from confirmations c
      where c.person_id = someone and c.kind = 'reset-second-factor' and c.ended_as = 'confirmed'
        and c.done_at = at and c.asked_by = by
    )
    else exists (
      select from grants g where g.person_id = by and g.revoked_at is null and (
        g.role = 'administrator' or (g.role = 'hr-training' and not exists (
          select from grants h where h.person_id = someone and h.revoked_at is null
        ))
      )
    )
  end
$$;
--> statement-breakpoint
create function check_authenticator_app() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null
     or (new.id, new.person_id, new.made_at) is distinct from (old.id, old.person_id, old.made_at) then
    raise exception 'an app only ever ends, once'
      using errcode = 'restrict_violation', constraint = 'authenticator_apps_only_end';
  end if;
  if (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at)
     or (new.ended_at is null and new.secret is distinct from old.secret) then
    raise exception 'an app that counts goes on counting, by the secret it was made with'
      using errcode = 'restrict_violation', constraint = 'authenticator_apps_stay_confirmed';
  end if;
  if new.last_step < old.last_step then
    raise exception 'a code is used once' using errcode = 'check_violation', constraint = 'authenticator_apps_use_a_code_once';
  end if;
  if new.ended_at is not null and not may_end_second_factor(new.person_id, new.ended_by, new.ended_at) then
    raise exception 'nobody takes away the second factor of another without a second person'
      using errcode = 'check_violation', constraint = 'second_factors_are_reset_by_two';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger authenticator_apps_follow before update or delete on authenticator_apps
  for each row execute function check_authenticator_app();
--> statement-breakpoint
create function check_passkey() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null
     or to_jsonb(new) - array['counter', 'last_used_on', 'ended_at', 'ended_by']
        <> to_jsonb(old) - array['counter', 'last_used_on', 'ended_at', 'ended_by'] then
    raise exception 'a passkey only ever ends, once'
      using errcode = 'restrict_violation', constraint = 'passkeys_only_end';
  end if;
  if new.counter < old.counter then
    raise exception 'a passkey counts on' using errcode = 'check_violation', constraint = 'passkeys_count_on';
  end if;
  if new.ended_at is not null and not may_end_second_factor(new.person_id, new.ended_by, new.ended_at) then
    raise exception 'nobody takes away the second factor of another without a second person'
      using errcode = 'check_violation', constraint = 'second_factors_are_reset_by_two';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger passkeys_follow before update or delete on passkeys
  for each row execute function check_passkey();
--> statement-breakpoint
create function check_recovery_code() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.used_at is not null or old.withdrawn_at is not null
     or (new.code_hash, new.person_id, new.made_at) is distinct from (old.code_hash, old.person_id, old.made_at) then
    raise exception 'a recovery code is used once'
      using errcode = 'restrict_violation', constraint = 'recovery_codes_are_used_once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger recovery_codes_follow before update or delete on recovery_codes
  for each row execute function check_recovery_code();
--> statement-breakpoint
-- A code that would replace the password of somebody who sees cases: made once a confirmation, within 14 days.
create function check_reset_of_password() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not sees_cases(new.person_id) or not has_way_in(new.person_id)
     -- Not current_user: this runs as the owner, whoever asks.
     or (new.issued_by is null and session_user <> 'signpost_portal') then
    return new;
  end if;
  update confirmations set done_at = new.issued_at where id = (
    select c.id from confirmations c
    where c.person_id = new.person_id and c.kind = 'reset-password' and c.ended_as = 'confirmed' and c.done_at is null
      and c.asked_by = new.issued_by and c.ended_at > new.issued_at - interval '14 days'
    limit 1 for update
  );
  if not found then
    raise exception 'a second person confirms the reset first'
      using errcode = 'check_violation', constraint = 'set_up_codes_are_confirmed_by_a_second_person';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger set_up_codes_are_confirmed before insert on set_up_codes
  for each row execute function check_reset_of_password();
--> statement-breakpoint
alter table set_up_codes add constraint set_up_codes_are_issued_by_another check (issued_by <> person_id);
--> statement-breakpoint
create trigger set_up_codes_end_once before update of used_at, withdrawn_at on set_up_codes
  for each row when (old.used_at is not null or old.withdrawn_at is not null) execute function refuse_change();
--> statement-breakpoint
grant select, insert on confirmations, authenticator_apps, passkeys, recovery_codes, spent_challenges to signpost_portal;
--> statement-breakpoint
grant update (ended_as, ended_by, ended_at, done_at) on confirmations to signpost_portal;
--> statement-breakpoint
grant update (secret, wrapped_key, wrapped_by, confirmed_at, last_step, ended_at, ended_by) on authenticator_apps
  to signpost_portal;
--> statement-breakpoint
grant update (counter, last_used_on, ended_at, ended_by) on passkeys to signpost_portal;
--> statement-breakpoint
grant update (used_at, withdrawn_at) on recovery_codes to signpost_portal;
--> statement-breakpoint
grant delete on spent_challenges to signpost_portal;
--> statement-breakpoint
alter type notice_kind add value 'confirmation-waiting';
--> statement-breakpoint
alter type notice_kind add value 'confirmation-given';
