-- Provisioning by SCIM: the tokens a directory service writes with, and what it calls people.
create table provisioning_tokens (
  number integer generated always as identity primary key,
  name text not null,
  token_hash text not null constraint provisioning_tokens_are_told_apart unique,
  form_id uuid not null constraint provisioning_tokens_are_made_once_a_form unique,
  made_by uuid not null references people (id),
  made_at timestamptz not null,
  until_on date,
  last_used_on date,
  revoked_by uuid references people (id),
  revoked_at timestamptz,
  constraint provisioning_tokens_have_a_name check (length(btrim(name)) > 0),
  constraint provisioning_tokens_are_kept_as_hashes check (token_hash ~ '^[0-9a-f]{64}$'),
  constraint provisioning_tokens_are_revoked_whole check ((revoked_at is null) = (revoked_by is null))
);
--> statement-breakpoint
-- Made and revoked by an administrator; after that used and, once, revoked.
create function check_provisioning_token() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if num_nonnulls(new.revoked_at, new.last_used_on) > 0 then
      raise exception 'a token begins unused'
        using errcode = 'check_violation', constraint = 'provisioning_tokens_begin_unused';
    end if;
  elsif tg_op = 'DELETE' or old.revoked_at is not null
    or to_jsonb(new) - array['last_used_on', 'revoked_at', 'revoked_by']
       <> to_jsonb(old) - array['last_used_on', 'revoked_at', 'revoked_by']
    or new.last_used_on < old.last_used_on or (new.last_used_on is null and old.last_used_on is not null) then
    raise exception 'a token is only ever used and, once, revoked' using errcode = 'restrict_violation';
  end if;
  if (tg_op = 'INSERT' or new.revoked_by is not null) and not exists (
    select from grants where person_id = coalesce(new.revoked_by, new.made_by)
      and role = 'administrator' and revoked_at is null
  ) then
    raise exception 'tokens are made and revoked by administrators'
      using errcode = 'check_violation', constraint = 'provisioning_tokens_are_of_administrators';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger provisioning_tokens_only_end before insert or update or delete on provisioning_tokens
  for each row execute function check_provisioning_token();
--> statement-breakpoint
create trigger provisioning_tokens_are_never_truncated before truncate on provisioning_tokens
  for each statement execute function refuse_change();
--> statement-breakpoint
create table provisioned_people (
  person_id uuid primary key references people (id),
  external_id text constraint provisioned_people_external_id_is_unique unique,
  user_name text,
  changed_at timestamptz not null,
  removed_at timestamptz,
  constraint provisioned_people_are_removed_whole
    check (removed_at is null or (external_id is null and user_name is null))
);
--> statement-breakpoint
create unique index provisioned_people_user_name_is_unique on provisioned_people (lower(user_name));
--> statement-breakpoint
create function check_provisioned_person() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (select is_outside from people where id = new.person_id) then
    raise exception 'people from outside are not provisioned'
      using errcode = 'check_violation', constraint = 'provisioned_people_are_employees';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger provisioned_people_are_employees before insert or update of person_id on provisioned_people
  for each row execute function check_provisioned_person();
--> statement-breakpoint
grant select, insert on provisioning_tokens, provisioned_people to signpost_portal;
--> statement-breakpoint
grant update (last_used_on, revoked_by, revoked_at) on provisioning_tokens to signpost_portal;
--> statement-breakpoint
grant update (external_id, user_name, changed_at, removed_at) on provisioned_people to signpost_portal;
