-- The import of a directory: the file, what was read of it, what it would change, and what it changed.
create type import_stage as enum ('reading', 'faulty', 'ready', 'merging', 'merged', 'discarded');
--> statement-breakpoint
create table directory_imports (
  number integer generated always as identity primary key,
  form_id uuid not null constraint directory_imports_are_received_once unique,
  stage import_stage not null default 'reading',
  file_name text not null,
  file_digest text not null,
  size integer not null,
  effective_on date not null,
  fields text[] not null,
  titles text[] not null,
  ignored_columns text[] not null,
  received_at timestamptz not null,
  received_by uuid not null references people (id),
  run uuid,
  bytes_read integer not null default 0,
  rows_read integer not null default 0,
  faults integer not null default 0,
  counts jsonb,
  basis text,
  changes_digest text,
  note text,
  decided_at timestamptz,
  decided_by uuid references people (id),
  record_id uuid constraint directory_imports_have_their_own_record unique references ledger_records (id),
  constraint directory_imports_merge_with_a_record check ((stage = 'merged') = (record_id is not null)),
  constraint directory_imports_are_decided_whole check (
    (decided_at is null) = (decided_by is null)
    and (stage in ('merging', 'merged', 'discarded')) = (decided_at is not null)
  )
);
--> statement-breakpoint
create table directory_import_pieces (
  import integer not null references directory_imports (number),
  position integer not null,
  bytes bytea not null,
  primary key (import, position)
);
--> statement-breakpoint
-- The tables below hold one import's working papers, written by the tens of thousands: without foreign keys.
create table directory_import_rows (
  import integer not null,
  row integer not null,
  employee_number text,
  given_name text,
  family_name text,
  email text,
  department text,
  position text,
  type employment_type,
  supervisor_number text,
  from_on date,
  until_on date,
  leave_from_on date,
  leave_until_on date,
  search_words text not null,
  fresh_id uuid not null default gen_random_uuid()
);
--> statement-breakpoint
create index directory_import_rows_by_number on directory_import_rows (import, lower(employee_number));
--> statement-breakpoint
create table directory_import_faults (
  import integer not null,
  row integer not null,
  "column" text not null,
  mend text not null
);
--> statement-breakpoint
create index directory_import_faults_by_row on directory_import_faults (import, row);
--> statement-breakpoint
create table directory_import_periods (
  import integer not null,
  holds text not null,
  supersedes uuid,
  person_id uuid not null,
  department text,
  position text,
  type employment_type,
  supervisor_id uuid,
  from_on date,
  until_on date
);
--> statement-breakpoint
create index directory_import_periods_by_import on directory_import_periods (import);
--> statement-breakpoint
create table directory_import_absences (
  import integer not null,
  person_id uuid not null references people (id),
  last_on date,
  primary key (import, person_id)
);
--> statement-breakpoint
create table directory_import_changes (
  import integer not null,
  kind text not null,
  number text not null,
  person_id uuid not null,
  given_name text not null,
  family_name text not null,
  sort_name text collate "und-x-icu" not null generated always as (family_name || ', ' || given_name) stored,
  changes jsonb not null
);
--> statement-breakpoint
create index directory_import_changes_by_name on directory_import_changes (import, kind, sort_name, person_id);
--> statement-breakpoint

-- The digest of a list of changes: SHA-256 of its lines, by number, parted by a line feed. Each line is the
-- JSON text of [kind, number, given name, family name, changes].
create function digest_of_import(asked integer) returns text
language sql stable set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(coalesce(string_agg(
    jsonb_build_array(kind, number, given_name, family_name, changes)::text, E'\n'
    order by number collate "C", kind collate "C"), ''), 'UTF8')), 'hex')
  from directory_import_changes where import = asked
$$;
--> statement-breakpoint

-- What was decided stays: a merged or discarded import never changes, and what is merged is what the ledger says.
create function check_import_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  record ledger_records;
begin
  if tg_op = 'INSERT' then
    if new.stage <> 'reading' or num_nonnulls(new.record_id, new.decided_at, new.decided_by) > 0 then
      raise exception 'an import begins with reading a file'
        using errcode = 'check_violation', constraint = 'directory_imports_begin_with_reading';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.stage in ('merged', 'discarded') then
    raise exception 'an import that was decided never changes' using errcode = 'restrict_violation';
  end if;
  if (new.number, new.file_digest, new.received_by, new.received_at)
     is distinct from (old.number, old.file_digest, old.received_by, old.received_at) then
    raise exception 'the file of an import is the one that was received' using errcode = 'restrict_violation';
  end if;
  if new.stage = 'merged' then
    select * into record from ledger_records where id = new.record_id;
    if record.act is distinct from 'import-directory'
       or record.body::json -> 'facts' ->> 'import' is distinct from new.number::text
       or record.body::json -> 'facts' ->> 'changes' is distinct from new.changes_digest
       or new.changes_digest is distinct from digest_of_import(new.number) then
      raise exception 'the ledger record is not of this import'
        using errcode = 'check_violation', constraint = 'directory_imports_are_what_the_ledger_says';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger directory_imports_stay_decided before insert or update or delete on directory_imports
  for each row execute function check_import_change();
--> statement-breakpoint
create trigger directory_imports_are_never_truncated before truncate on directory_imports
  for each statement execute function refuse_change();
--> statement-breakpoint
create function keep_merged_changes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from directory_imports i
    where i.stage = 'merged' and i.number in (select distinct import from touched)
  ) then
    raise exception 'the changes of a merged import are evidence: they are never changed or removed'
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger directory_import_changes_are_whole after insert on directory_import_changes
  referencing new table as touched for each statement execute function keep_merged_changes();
--> statement-breakpoint
create trigger directory_import_changes_stay after delete on directory_import_changes
  referencing old table as touched for each statement execute function keep_merged_changes();
--> statement-breakpoint
create trigger directory_import_changes_never_change after update on directory_import_changes
  referencing old table as touched for each statement execute function keep_merged_changes();
--> statement-breakpoint
create trigger directory_import_changes_are_never_truncated before truncate on directory_import_changes
  for each statement execute function refuse_change();
--> statement-breakpoint

-- Working papers have no statistics when they are first read, and only an owner may gather them.
create function weigh_import() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  analyze directory_import_rows;
end $$;
--> statement-breakpoint
revoke all on function weigh_import() from public;
--> statement-breakpoint
grant execute on function weigh_import() to signpost_portal;
--> statement-breakpoint

-- No one supervises themselves, directly or through others, on any day. A circle that new rows close leads
-- from one of them back to its person, who therefore supervises somebody. One writer at a time looks.
create function refuse_circles() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  circle uuid[];
begin
  if not exists (select from added where supervisor_id is not null and superseded_at is null) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtext('signpost: who supervises whom'));
  with recursive up (person_id, at, days, path) as (
    select a.person_id, a.supervisor_id, daterange(a.from_on, a.until_on, '[]'),
      array[a.person_id, a.supervisor_id]
    from added a
    where a.supervisor_id is not null and a.superseded_at is null and exists (
      select from employments r where r.supervisor_id = a.person_id and r.superseded_at is null
    )
    union all
    select up.person_id, e.supervisor_id, up.days * daterange(e.from_on, e.until_on, '[]'),
      up.path || e.supervisor_id
    from up join employments e on e.person_id = up.at and e.superseded_at is null
      and e.supervisor_id is not null and daterange(e.from_on, e.until_on, '[]') && up.days
    where up.at <> up.person_id
      and (e.supervisor_id = up.person_id or e.supervisor_id <> all (up.path))
  )
  select path into circle from up where at = person_id limit 1;
  if circle is not null then
    raise exception 'somebody would supervise themselves, directly or through others'
      using errcode = 'check_violation', constraint = 'employments_close_no_circle',
        detail = array_to_string(circle, ' ');
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger employments_close_no_circle after insert on employments
  referencing new table as added for each statement execute function refuse_circles();
--> statement-breakpoint
create unique index departments_name_ignores_case on departments (lower(name));
--> statement-breakpoint
grant select, insert, update on directory_imports to signpost_portal;
--> statement-breakpoint
grant select, insert, delete on directory_import_pieces, directory_import_rows, directory_import_faults,
  directory_import_periods, directory_import_changes, directory_import_absences to signpost_portal;
--> statement-breakpoint
grant update (last_on) on directory_import_absences to signpost_portal;
--> statement-breakpoint

-- What a person was called, and their address, until a moment: kept by itself whenever it changes.
create table former_names (
  person_id uuid not null references people (id),
  given_name text not null,
  family_name text not null,
  email text,
  until_at timestamptz not null
);
--> statement-breakpoint
create index former_names_by_person on former_names (person_id, until_at);
--> statement-breakpoint
create trigger former_names_never_change before update or delete on former_names
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger former_names_are_never_truncated before truncate on former_names
  for each statement execute function refuse_change();
--> statement-breakpoint
create function keep_former_names() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into former_names (person_id, given_name, family_name, email, until_at)
  select b.id, b.given_name, b.family_name, b.email, statement_timestamp()
  from before b join after a on a.id = b.id
  where (a.given_name, a.family_name, a.email) is distinct from (b.given_name, b.family_name, b.email);
  return null;
end $$;
--> statement-breakpoint
create trigger people_keep_former_names after update on people
  referencing old table as before new table as after
  for each statement execute function keep_former_names();
--> statement-breakpoint
grant select on former_names to signpost_portal;
--> statement-breakpoint

-- Nobody records their own work or leave by hand: a leave moves due days. A row that comes with a file of the
-- directory names nobody for the person who merged it.
alter table leaves add constraint leaves_are_recorded_by_another check (recorded_by <> person_id);
--> statement-breakpoint
alter table employments add constraint employments_are_recorded_by_another check (recorded_by <> person_id);
