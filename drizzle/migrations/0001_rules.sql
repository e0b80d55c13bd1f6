-- Rules that hold in the database, whatever the application does. docs/rules.md lists each beside its code and test.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table employments add constraint employments_do_not_overlap
  exclude using gist (person_id with =, daterange(from_on, until_on, '[]') with &&)
  where (superseded_at is null);
--> statement-breakpoint
alter table leaves add constraint leaves_do_not_overlap
  exclude using gist (person_id with =, daterange(from_on, until_on, '[]') with &&)
  where (superseded_at is null);
--> statement-breakpoint

-- Evidence is never updated, deleted or truncated, not even by the owner of the tables.
create function refuse_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception '% is evidence: its rows are never changed or removed', tg_table_name
    using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare
  evidence text;
begin
  foreach evidence in array array[
    'policy_versions', 'tracks', 'scenarios', 'attempts', 'acknowledgements',
    'ledger_records', 'ledger_seals', 'ledger_leaves'
  ] loop
    execute format(
      'create trigger %I before update or delete on %I for each row execute function refuse_change()',
      evidence || '_never_change', evidence);
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse_change()',
      evidence || '_are_never_truncated', evidence);
  end loop;
end $$;
--> statement-breakpoint

-- Dated rows are corrected by new rows: superseded_at is set once, nothing else ever changes.
create function allow_superseding_only() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.superseded_at is not null or new.superseded_at is null
     or to_jsonb(new) - 'superseded_at' <> to_jsonb(old) - 'superseded_at' then
    raise exception '% are corrected by new rows', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger employments_are_superseded before update or delete on employments
  for each row execute function allow_superseding_only();
--> statement-breakpoint
create trigger leaves_are_superseded before update or delete on leaves
  for each row execute function allow_superseding_only();
--> statement-breakpoint
create trigger exemptions_are_superseded before update or delete on exemptions
  for each row execute function allow_superseding_only();
--> statement-breakpoint

-- A version is never effective before its publication, but for the first edition of a policy,
-- which may have been in force before the portal was.
create function check_version_order() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  latest smallint;
begin
  select max(number) into latest from policy_versions where policy = new.policy;
  if new.number <> coalesce(latest, 0) + 1 then
    raise exception 'version % of % does not follow version %', new.number, new.policy, coalesce(latest, 0)
      using errcode = 'check_violation', constraint = 'policy_versions_follow_each_other';
  end if;
  -- Days differ by time zone; a day's tolerance keeps the City's own calendar right everywhere.
  if new.number > 1 and new.effective_on < (new.published_at at time zone 'UTC')::date - 1 then
    raise exception 'a later version is never effective before its publication'
      using errcode = 'check_violation', constraint = 'policy_versions_are_not_backdated';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger policy_versions_follow before insert on policy_versions
  for each row execute function check_version_order();
--> statement-breakpoint

-- A version's tracks and scenarios come with the version, in one transaction, or not at all.
create function check_version_part() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from policy_versions
    where id = new.version_id and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'a published version gets no further %', tg_table_name
      using errcode = 'restrict_violation', constraint = 'versions_are_published_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger tracks_come_with_their_version before insert on tracks
  for each row execute function check_version_part();
--> statement-breakpoint
create trigger scenarios_come_with_their_version before insert on scenarios
  for each row execute function check_version_part();
--> statement-breakpoint

-- A ledger record's columns say what its body says; a sealed record does not wait for a seal again.
create function check_record() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  -- Canonical JSON has its names in order, so what the columns say begins and ends the body, byte for byte.
  beginning text := '{"about":' || coalesce(to_json(new.about)::text, 'null')
    || ',"act":' || to_json(new.act)::text
    || ',"at":"' || to_char(new.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","by":';
  ending text := ',"id":' || to_json(new.id)::text || ',"v":1}';
begin
  if not starts_with(new.body, beginning) or right(new.body, length(ending)) <> ending then
    raise exception 'a record and its body say different things'
      using errcode = 'check_violation', constraint = 'ledger_records_say_what_their_body_says';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger ledger_records_are_checked before insert on ledger_records
  for each row execute function check_record();
--> statement-breakpoint
create function check_unsealed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from ledger_leaves where record_id = new.record_id) then
    raise exception 'the record is sealed already'
      using errcode = 'check_violation', constraint = 'ledger_unsealed_are_not_sealed';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger ledger_unsealed_are_checked before insert on ledger_unsealed
  for each row execute function check_unsealed();
--> statement-breakpoint

-- An assignment's state follows from what was recorded: nobody sets it.
create function keep_assignment_state() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.started_at is not null or new.settled_at is not null then
      raise exception 'the state of an assignment follows from attempts and acknowledgements'
        using errcode = 'restrict_violation';
    end if;
  elsif tg_op = 'DELETE' or pg_trigger_depth() < 2 then
    raise exception 'the state of an assignment follows from attempts and acknowledgements'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger assignments_state_follows before insert or update or delete on assignments
  for each row execute function keep_assignment_state();
--> statement-breakpoint

-- An attempt is graded by the frozen answer key, numbered without a gap, and made on an open assignment.
create function check_attempt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  key scenarios;
  duty assignments;
begin
  select * into key from scenarios where version_id = new.version_id and id = new.scenario;
  if not (new.shown @> key.choices and cardinality(new.shown) = cardinality(key.choices)) then
    raise exception 'an attempt shows each choice once'
      using errcode = 'check_violation', constraint = 'attempts_show_each_choice_once';
  end if;
  if new.is_right <> (new.chosen @> key.right_choices and cardinality(new.chosen) = cardinality(key.right_choices)) then
    raise exception 'an attempt is graded by the answer key'
      using errcode = 'check_violation', constraint = 'attempts_are_graded_by_the_key';
  end if;
  select * into duty from assignments where id = new.assignment_id;
  if duty.settled_at is not null then
    raise exception 'the assignment is settled'
      using errcode = 'check_violation', constraint = 'attempts_are_made_while_open';
  end if;
  if new.number > 1 and not exists (
    select from attempts
    where assignment_id = new.assignment_id and scenario = new.scenario
      and number = new.number - 1 and not is_right
  ) then
    raise exception 'attempt % does not follow a wrong attempt %', new.number, new.number - 1
      using errcode = 'check_violation', constraint = 'attempts_follow_a_wrong_one';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger attempts_are_checked before insert on attempts
  for each row execute function check_attempt();
--> statement-breakpoint
create function start_assignment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update assignments set started_at = new.attempted_at
  where id = new.assignment_id and started_at is null;
  return null;
end $$;
--> statement-breakpoint
create trigger attempts_start_their_assignment after insert on attempts
  for each row execute function start_assignment();
--> statement-breakpoint

-- No one acknowledges for themselves before every scenario of the track was answered right;
-- an acknowledgement settles its assignment, and one assignment is settled once.
create function check_acknowledgement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  duty assignments;
begin
  select * into duty from assignments where id = new.assignment_id for update;
  if duty.settled_at is not null then
    raise exception 'the assignment is settled'
      using errcode = 'unique_violation', constraint = 'acknowledgements_are_one_an_assignment';
  end if;
  if new.grade = 'self' and exists (
    select from scenarios s
    where s.version_id = new.version_id and s.track = new.track and not exists (
      select from attempts a
      where a.assignment_id = new.assignment_id and a.scenario = s.id and a.is_right
    )
  ) then
    raise exception 'a lesson of the track is not complete'
      using errcode = 'check_violation', constraint = 'acknowledgements_follow_every_lesson';
  end if;
  update assignments set settled_at = new.acknowledged_at,
    settled_as = (case new.grade when 'refused' then 'refused' else 'acknowledged' end)::settlement
  where id = new.assignment_id;
  return new;
end $$;
--> statement-breakpoint
create trigger acknowledgements_are_checked before insert on acknowledgements
  for each row execute function check_acknowledgement();
--> statement-breakpoint

-- An acknowledgement's ledger record is its own: it names this person, assignment, reference and moment.
create function check_acknowledgement_record() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
declare
  record ledger_records;
  facts json;
begin
  select * into record from ledger_records where id = new.record_id;
  facts := record.body::json -> 'facts';
  if record.act <> 'acknowledge' or record.about is distinct from new.person_id
     or record.recorded_at <> new.acknowledged_at
     or facts ->> 'assignment' is distinct from new.assignment_id::text
     or facts ->> 'reference' is distinct from new.reference
     or facts ->> 'grade' is distinct from new.grade::text then
    raise exception 'the ledger record is not of this acknowledgement'
      using errcode = 'check_violation', constraint = 'acknowledgements_are_what_the_ledger_says';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger acknowledgements_match_their_record after insert on acknowledgements
  for each row execute function check_acknowledgement_record();
--> statement-breakpoint

-- A grant only ever ends, and by hand the last administrator cannot be removed.
create function check_grant_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null or new.revoked_at is null
     or to_jsonb(new) - array['revoked_at', 'revoked_by'] <> to_jsonb(old) - array['revoked_at', 'revoked_by'] then
    raise exception 'a grant is only ever revoked, once' using errcode = 'restrict_violation';
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
  return new;
end $$;
--> statement-breakpoint
create trigger grants_only_end before update or delete on grants
  for each row execute function check_grant_change();
--> statement-breakpoint

-- The portal runs as a role that owns nothing: it may read, add, and change only what is not evidence.
do $$
begin
  if not exists (select from pg_roles where rolname = 'signpost_portal') then
    raise exception 'the database role signpost_portal is missing'
      using hint = 'As an administrator of the database: create role signpost_portal login password ''…''';
  end if;
end $$;
--> statement-breakpoint
revoke all on schema public from public;
--> statement-breakpoint
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
--> statement-breakpoint
grant usage on schema public to signpost_portal;
--> statement-breakpoint
grant select, insert on people, departments, employments, leaves, exemptions, credentials, set_up_codes,
  sessions, grants, throttles, policy_versions, tracks, scenarios, assignments, attempts, acknowledgements,
  ledger_records, ledger_unsealed to signpost_portal;
--> statement-breakpoint
grant select on ledger_seals, ledger_leaves to signpost_portal;
--> statement-breakpoint
grant update (given_name, family_name, email, search_words) on people to signpost_portal;
--> statement-breakpoint
grant update (superseded_at) on employments, leaves, exemptions to signpost_portal;
--> statement-breakpoint
grant update (password_hash, set_at) on credentials to signpost_portal;
--> statement-breakpoint
grant update (used_at, withdrawn_at) on set_up_codes to signpost_portal;
--> statement-breakpoint
grant update (revoked_by, revoked_at) on grants to signpost_portal;
--> statement-breakpoint
grant update (expires_at) on sessions to signpost_portal;
--> statement-breakpoint
grant delete on sessions to signpost_portal;
--> statement-breakpoint
grant update, delete on throttles to signpost_portal;
