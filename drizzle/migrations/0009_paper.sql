-- What arrived and is not attached to anything yet: neither evidence nor kept, a day later it is swept away.
create table staged_scans (
  id uuid primary key default gen_random_uuid(),
  media_type text not null,
  size integer not null,
  digest text not null,
  staged_by uuid not null references people (id),
  staged_at timestamptz not null
);
--> statement-breakpoint
create index staged_scans_by_age on staged_scans (staged_at);
--> statement-breakpoint
create table staged_scan_pieces (
  scan_id uuid not null references staged_scans (id) on delete cascade,
  position smallint not null,
  bytes bytea not null,
  constraint staged_scan_pieces_pkey primary key (scan_id, position)
);
--> statement-breakpoint

-- A signed paper as it was scanned: its SHA-256, and its bytes in pieces of at most 256 KiB.
create table scans (
  id uuid primary key,
  media_type text not null,
  size integer not null,
  digest text not null,
  scanned_by uuid not null references people (id),
  kept_at timestamptz not null,
  constraint scans_are_of_a_known_type check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  constraint scans_are_not_too_large check (size between 1 and 10485760)
);
--> statement-breakpoint
create table scan_pieces (
  scan_id uuid not null references scans (id),
  position smallint not null,
  bytes bytea not null,
  constraint scan_pieces_pkey primary key (scan_id, position),
  constraint scan_pieces_are_small check (octet_length(bytes) between 1 and 262144)
);
--> statement-breakpoint

-- A scan's pieces come with it, in one transaction, and are what its digest says.
create function check_scan_piece() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from scans where id = new.scan_id and xmin = pg_current_xact_id()::xid) then
    raise exception 'a kept scan gets no further piece'
      using errcode = 'restrict_violation', constraint = 'scans_are_kept_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger scan_pieces_come_with_their_scan before insert on scan_pieces
  for each row execute function check_scan_piece();
--> statement-breakpoint
create function check_scan() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  whole bytea;
begin
  select string_agg(bytes, ''::bytea order by position) into whole from scan_pieces where scan_id = new.id;
  if whole is null or octet_length(whole) <> new.size or encode(sha256(whole), 'hex') <> new.digest then
    raise exception 'a scan is not what its digest says'
      using errcode = 'check_violation', constraint = 'scans_are_what_their_digest_says';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger scans_are_whole after insert on scans
  deferrable initially deferred for each row execute function check_scan();
--> statement-breakpoint

-- What makes an acknowledgement on paper one: who saw it, when, the scan, and how the lessons were taken.
alter table acknowledgements
  add constraint acknowledgements_id_person_grade unique (id, person_id, grade);
--> statement-breakpoint
create type lessons_taken as enum ('portal', 'read-aloud', 'not-taken');
--> statement-breakpoint
create table paper_acknowledgements (
  acknowledgement_id uuid primary key,
  person_id uuid not null,
  grade grade not null,
  sheet_id uuid not null,
  signed_on date not null,
  witness_id uuid not null references people (id),
  witness_name text not null,
  scan_id uuid references scans (id),
  lessons lessons_taken not null,
  read_on date,
  read_by uuid references people (id),
  reader_name text,
  recorded_by uuid not null references people (id),
  recorder_name text not null,
  recorded_at timestamptz not null,
  constraint paper_acknowledgements_belong_to_an_acknowledgement
    foreign key (acknowledgement_id, person_id, grade) references acknowledgements (id, person_id, grade),
  constraint paper_acknowledgements_are_not_of_grade_self check (grade <> 'self'),
  constraint paper_acknowledgements_are_witnessed_by_another check (witness_id <> person_id),
  constraint paper_acknowledgements_are_recorded_by_another check (recorded_by <> person_id),
  constraint paper_acknowledgements_have_a_scan check (grade = 'refused' or scan_id is not null),
  constraint paper_acknowledgements_say_who_read_aloud check (
    (lessons = 'read-aloud') = (read_on is not null)
    and (read_on is null) = (read_by is null) and (read_on is null) = (reader_name is null)
    and (read_on is null or read_on <= signed_on)
  ),
  constraint paper_acknowledgements_are_read_by_another check (read_by <> person_id)
);
--> statement-breakpoint
create index paper_acknowledgements_by_sheet on paper_acknowledgements (sheet_id);
--> statement-breakpoint

-- Signed on a day that can be, lessons done where the portal is said to have given them, and the same as
-- in the ledger. Days differ by time zone; a day's tolerance keeps the City's own calendar right everywhere.
create function check_paper() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  kept acknowledgements;
  duty assignments;
  record ledger_records;
  facts json;
begin
  select * into kept from acknowledgements where id = new.acknowledgement_id;
  select * into duty from assignments where id = kept.assignment_id;
  if new.signed_on > (new.recorded_at at time zone 'UTC')::date + 1
     or new.signed_on < (duty.assigned_at at time zone 'UTC')::date - 1
     or new.signed_on < (select effective_on from policy_versions where id = kept.version_id) then
    raise exception 'signed on a day on which it could not be'
      using errcode = 'check_violation', constraint = 'paper_acknowledgements_are_signed_in_time';
  end if;
  if new.lessons = 'portal' and exists (
    select from scenarios s
    where s.version_id = kept.version_id and s.track = kept.track and not exists (
      select from attempts a
      where a.assignment_id = kept.assignment_id and a.scenario = s.id and a.is_right
    )
  ) then
    raise exception 'a lesson of the track is not complete in the portal'
      using errcode = 'check_violation', constraint = 'paper_acknowledgements_follow_every_lesson';
  end if;
  select * into record from ledger_records where id = kept.record_id;
  facts := record.body::json -> 'facts';
  if kept.method <> 'paper' or new.recorded_at <> kept.acknowledged_at
     or record.body::json ->> 'by' is distinct from new.recorded_by::text
     or facts ->> 'witness' is distinct from new.witness_id::text
     or facts ->> 'signed_on' is distinct from new.signed_on::text
     or facts ->> 'scan_digest' is distinct from (select digest from scans where id = new.scan_id)
     or facts ->> 'lessons_taken' is distinct from new.lessons::text
     or facts ->> 'lessons_read_on' is distinct from new.read_on::text
     or facts ->> 'lessons_read_by' is distinct from new.read_by::text then
    raise exception 'the ledger record is not of this paper'
      using errcode = 'check_violation', constraint = 'paper_acknowledgements_are_what_the_ledger_says';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger paper_acknowledgements_are_checked after insert on paper_acknowledgements
  for each row execute function check_paper();
--> statement-breakpoint

-- What was acknowledged or refused before a witness says so, in the transaction that records it.
create function check_grade() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.grade = 'self') = exists (
    select from paper_acknowledgements where acknowledgement_id = new.id
  ) then
    raise exception 'an acknowledgement of grade % and its paper do not agree', new.grade
      using errcode = 'check_violation', constraint = 'acknowledgements_on_paper_name_their_witness';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger acknowledgements_have_their_paper after insert on acknowledgements
  deferrable initially deferred for each row execute function check_grade();
--> statement-breakpoint
-- A paper is of its own transaction too: none is added to an acknowledgement made before.
create function check_paper_is_timely() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from acknowledgements where id = new.acknowledgement_id and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'a paper is recorded with its acknowledgement'
      using errcode = 'restrict_violation', constraint = 'paper_acknowledgements_come_with_theirs';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger paper_acknowledgements_come_with_theirs before insert on paper_acknowledgements
  for each row execute function check_paper_is_timely();
--> statement-breakpoint

do $$
declare
  evidence text;
begin
  foreach evidence in array array['scans', 'scan_pieces', 'paper_acknowledgements'] loop
    execute format(
      'create trigger %I before update or delete on %I for each row execute function refuse_change()',
      evidence || '_never_change', evidence);
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse_change()',
      evidence || '_are_never_truncated', evidence);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on scans, scan_pieces, paper_acknowledgements to signpost_portal;
--> statement-breakpoint
grant select, insert, delete on staged_scans, staged_scan_pieces to signpost_portal;
