-- Violation reports. What somebody wrote is encrypted before it comes here; what stands open are ids, days,
-- clauses and keyed digests.

-- One key a violation report, wrapped by a key that is kept outside the database. Without a wrapped key:
-- destroyed, and with it all that it encrypted.
create table data_keys (
  id uuid primary key,
  wrapped_key bytea,
  wrapped_by text,
  constraint data_keys_are_whole check ((wrapped_key is null) = (wrapped_by is null))
);
--> statement-breakpoint
-- By this the portal knows that its key of digests is the one they were made with.
create table case_key_checks (
  one boolean primary key default true,
  digest text not null,
  constraint case_key_checks_are_one check (one)
);
--> statement-breakpoint
create function check_data_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or new.id <> old.id or old.wrapped_key is null then
    raise exception 'a key is wrapped anew or destroyed, and never comes back'
      using errcode = 'restrict_violation', constraint = 'data_keys_stay_destroyed';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger data_keys_stay_destroyed before update or delete on data_keys
  for each row execute function check_data_key();
--> statement-breakpoint

-- A report somebody is writing: encrypted under a key that only the writer's cookie holds.
create table report_drafts (
  id uuid primary key,
  body bytea not null,
  -- A whole hour: nobody can tell from it when the draft was begun.
  expires_at timestamptz not null,
  constraint report_drafts_end_on_the_hour check (expires_at = date_trunc('hour', expires_at)),
  constraint report_drafts_are_not_too_large check (octet_length(body) <= 1048576)
);
--> statement-breakpoint
create index report_drafts_by_end on report_drafts (expires_at);
--> statement-breakpoint

create type report_kind as enum ('named', 'confidential', 'anonymous');
--> statement-breakpoint
create type report_channel as enum ('portal', 'phone', 'letter', 'in-person', 'e-mail');
--> statement-breakpoint
create table violation_reports (
  id uuid primary key,
  number text not null unique,
  -- The form it was filed with: sent again, it files nothing more.
  form_id uuid not null unique,
  kind report_kind not null,
  channel report_channel not null,
  entered_by uuid references people (id),
  key_id uuid not null unique references data_keys (id),
  answers bytea not null,
  reporter bytea,
  reporter_indexes text[] not null,
  address_indexes text[] not null,
  -- Of each word that says who posted: somebody granted to handle reports later may be meant by it.
  word_indexes text[] not null default '{}',
  clauses text[] not null,
  is_urgent boolean not null,
  filed_on date not null,
  filed_at timestamptz,
  acknowledge_by date not null,
  constraint violation_reports_have_a_reporter_unless_anonymous
    check ((kind = 'anonymous') = (reporter is null)),
  constraint violation_reports_keep_no_trace_of_the_anonymous
    check (kind <> 'anonymous' or (filed_at is null and cardinality(reporter_indexes) = 0)),
  constraint violation_reports_have_a_moment_unless_anonymous
    check (kind = 'anonymous' or filed_at is not null),
  constraint violation_reports_name_who_entered_them check ((channel = 'portal') = (entered_by is null)),
  constraint violation_reports_are_acknowledged_later check (acknowledge_by >= filed_on)
);
--> statement-breakpoint
create index violation_reports_by_age on violation_reports (filed_on, id);
--> statement-breakpoint
create index violation_reports_by_address on violation_reports using gin (address_indexes);
--> statement-breakpoint

-- Whom a report is about: somebody of the directory, or words, which stand encrypted in the answers.
create table report_subjects (
  report_id uuid not null references violation_reports (id),
  position smallint not null,
  person_id uuid references people (id),
  name_index text,
  constraint report_subjects_pkey primary key (report_id, position),
  constraint report_subjects_are_a_person_or_a_name check ((person_id is null) <> (name_index is null))
);
--> statement-breakpoint
create unique index report_subjects_are_named_once on report_subjects (report_id, person_id);
--> statement-breakpoint
create index report_subjects_by_person on report_subjects (person_id);
--> statement-breakpoint
create index report_subjects_by_name on report_subjects (name_index);
--> statement-breakpoint

-- Who may not handle a report, as found when it was filed. Nothing that changes in the directory later
-- takes it back.
create type conflict_reason as enum ('about-them', 'about-someone-above', 'filed-by-them', 'named-in-words',
  'stepped-aside');
--> statement-breakpoint
create table report_conflicts (
  report_id uuid not null references violation_reports (id),
  person_id uuid not null references people (id),
  reason conflict_reason not null,
  found_on date not null,
  constraint report_conflicts_pkey primary key (report_id, person_id, reason)
);
--> statement-breakpoint
create index report_conflicts_by_person on report_conflicts (person_id);
--> statement-breakpoint

-- The code with which a reporter comes back: its first part finds the report, of the rest there is a slow hash.
create table report_codes (
  lookup text primary key,
  report_id uuid not null unique references violation_reports (id),
  secret_hash text not null
);
--> statement-breakpoint

create type report_act as enum ('opened', 'acknowledged', 'joined', 'parted', 'stepped-aside');
--> statement-breakpoint
-- What was done with a report: its state follows from it.
create table report_acts (
  report_id uuid not null references violation_reports (id),
  number smallint not null,
  act report_act not null,
  by uuid not null references people (id),
  at timestamptz not null,
  -- Of a duplicate: the report it is kept with.
  into_id uuid references violation_reports (id),
  words bytea,
  constraint report_acts_pkey primary key (report_id, number),
  constraint report_acts_join_another check (
    (act in ('joined', 'parted')) = (into_id is not null) and into_id is distinct from report_id
  ),
  constraint report_acts_say_why check ((act in ('joined', 'parted', 'stepped-aside')) <= (words is not null))
);
--> statement-breakpoint
create unique index report_acts_are_opened_once_by_each on report_acts (report_id, by) where act = 'opened';
--> statement-breakpoint
create unique index report_acts_are_acknowledged_once on report_acts (report_id) where act = 'acknowledged';
--> statement-breakpoint
create index report_acts_by_other on report_acts (into_id);
--> statement-breakpoint

-- The report with which another is kept at present; null while it stands by itself.
create function joined_into(report uuid) returns uuid language sql stable set search_path = public, pg_temp as $$
  select case act when 'joined' then into_id end from report_acts
  where report_id = report and act in ('joined', 'parted') order by number desc limit 1
$$;
--> statement-breakpoint
-- A report is joined to one that stands by itself, and nothing is joined to a joined one: so there is no circle.
create function check_report_join() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('signpost: joining reports'));
  if new.act = 'joined' and (
    joined_into(new.report_id) is not null or joined_into(new.into_id) is not null
    or exists (
      select from report_acts where into_id = new.report_id and joined_into(report_id) = new.report_id
    )
  ) then
    raise exception 'a report is joined to one that stands by itself'
      using errcode = 'check_violation', constraint = 'report_acts_join_in_one_step';
  end if;
  if new.act = 'parted' and joined_into(new.report_id) is distinct from new.into_id then
    raise exception 'a report is parted from the one it was joined to'
      using errcode = 'check_violation', constraint = 'report_acts_part_what_was_joined';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_acts_join_in_one_step before insert on report_acts
  for each row when (new.act in ('joined', 'parted')) execute function check_report_join();
--> statement-breakpoint

create type message_author as enum ('reporter', 'office');
--> statement-breakpoint
create table report_messages (
  id uuid primary key,
  report_id uuid not null references violation_reports (id),
  position smallint not null,
  author message_author not null,
  by uuid references people (id),
  words bytea not null,
  sent_on date not null,
  sent_at timestamptz,
  constraint report_messages_stand_in_order unique (report_id, position),
  constraint report_messages_name_who_of_the_office check ((author = 'office') = (by is not null)),
  constraint report_messages_of_the_office_have_a_moment check (author = 'reporter' or sent_at is not null)
);
--> statement-breakpoint

-- Evidence: pieces of at most 256 KiB, encrypted one by one. A file is whole once it is staged or attached;
-- what is neither a day later is swept away.
create table evidence_files (
  id uuid primary key,
  -- The day, for the sweeper: that of an anonymous reporter stays with their report.
  arrived_on date not null
);
--> statement-breakpoint
create index evidence_files_by_age on evidence_files (arrived_on);
--> statement-breakpoint
create table evidence_pieces (
  file_id uuid not null references evidence_files (id) on delete cascade,
  position integer not null,
  bytes bytea not null,
  constraint evidence_pieces_pkey primary key (file_id, position),
  constraint evidence_pieces_are_small check (octet_length(bytes) between 29 and 262172)
);
--> statement-breakpoint
-- Whole, and attached to a draft only. `described` is its name, type and SHA-256, under the file's own key.
create table staged_evidence (
  file_id uuid primary key references evidence_files (id) on delete cascade,
  draft_id uuid not null,
  size bigint not null,
  pieces integer not null,
  described bytea not null,
  wrapped_key bytea not null
);
--> statement-breakpoint
create index staged_evidence_by_draft on staged_evidence (draft_id);
--> statement-breakpoint
create table report_evidence (
  file_id uuid primary key references evidence_files (id),
  report_id uuid not null references violation_reports (id),
  position smallint not null,
  size bigint not null,
  pieces integer not null,
  described bytea not null,
  wrapped_key bytea not null,
  author message_author not null,
  by uuid references people (id),
  added_on date not null,
  added_at timestamptz,
  constraint report_evidence_stands_in_order unique (report_id, position),
  constraint report_evidence_is_not_empty check (size > 0 and pieces > 0),
  constraint report_evidence_names_who_of_the_office check ((author = 'office') = (by is not null)),
  constraint report_evidence_of_the_office_has_a_moment check (author = 'reporter' or added_at is not null)
);
--> statement-breakpoint
-- A picture to look at, without what its camera wrote into it; or why there is none.
create table viewing_copies (
  file_id uuid primary key references report_evidence (file_id),
  bytes bytea,
  refused text,
  constraint viewing_copies_are_made_or_refused check ((bytes is null) <> (refused is null))
);
--> statement-breakpoint

-- Whether somebody looked at a file today already.
create index ledger_records_of_views on ledger_records (recorded_at) where act = 'view-evidence';
--> statement-breakpoint

-- Acts of people who stay unknown: they go into the ledger together, on a later day, in no order.
create table unrecorded_acts (
  id uuid primary key,
  act text not null,
  facts text not null,
  acted_on date not null
);
--> statement-breakpoint

-- Attached evidence has all its pieces, and gets and loses none.
create function check_evidence() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.file_id::text, 0));
  if (select count(*) from evidence_pieces where file_id = new.file_id) <> new.pieces
     or (select max(position) from evidence_pieces where file_id = new.file_id) <> new.pieces - 1 then
    raise exception 'evidence is attached whole'
      using errcode = 'check_violation', constraint = 'report_evidence_is_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_evidence_is_whole before insert on report_evidence
  for each row execute function check_evidence();
--> statement-breakpoint
create function check_evidence_piece() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  file uuid := case when tg_op = 'DELETE' then old.file_id else new.file_id end;
begin
  -- Whoever attaches the file waits, and is waited for.
  perform pg_advisory_xact_lock_shared(hashtextextended(file::text, 0));
  if tg_op = 'UPDATE' or exists (select from report_evidence where file_id = file) then
    raise exception 'the bytes of evidence never change'
      using errcode = 'restrict_violation', constraint = 'evidence_never_changes';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create trigger evidence_never_changes before insert or update or delete on evidence_pieces
  for each row execute function check_evidence_piece();
--> statement-breakpoint

-- An anonymous reporter leaves no moment, in nothing they add.
create function check_reporter_trace() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  report_kind report_kind;
  has_moment boolean;
begin
  select kind into report_kind from violation_reports where id = new.report_id;
  has_moment := coalesce(to_jsonb(new) ->> 'sent_at', to_jsonb(new) ->> 'added_at') is not null;
  if new.author = 'reporter' and (report_kind = 'anonymous') = has_moment then
    raise exception 'what a reporter adds has a moment, unless they are anonymous'
      using errcode = 'check_violation', constraint = 'reports_keep_no_trace_of_the_anonymous';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_messages_keep_no_trace before insert on report_messages
  for each row execute function check_reporter_trace();
--> statement-breakpoint
create trigger report_evidence_keeps_no_trace before insert on report_evidence
  for each row execute function check_reporter_trace();
--> statement-breakpoint

-- Nobody handles a report about themselves, or one they were found to have a conflict in.
create function check_report_handler() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new."by" is not null and not exists (
    select from grants where person_id = new."by" and revoked_at is null
      and role in ('hr-cases', 'city-manager', 'outside-officer')
  ) then
    raise exception 'reports are handled by those who hold a grant to'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_holders';
  end if;
  if new."by" is not null and (
    exists (select from report_subjects where report_id = new.report_id and person_id = new."by")
    or exists (
      select from report_conflicts
      where report_id = new.report_id and person_id = new."by" and reason <> 'named-in-words'
    )
  ) then
    raise exception 'nobody handles a report about themselves or someone above them, or one of their own'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_others';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_acts_are_of_others before insert on report_acts
  for each row execute function check_report_handler();
--> statement-breakpoint
create trigger report_messages_are_of_others before insert on report_messages
  for each row execute function check_report_handler();
--> statement-breakpoint
create trigger report_evidence_is_of_others before insert on report_evidence
  for each row execute function check_report_handler();
--> statement-breakpoint

-- Whom a report is about, and who was found to have a conflict in it, is said when it is filed; later somebody
-- can only step aside.
create function check_report_part() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from violation_reports where id = new.report_id and xmin = pg_current_xact_id()::xid
  ) and not exists (
    select from report_acts
    where report_id = new.report_id and act = 'stepped-aside'
      and to_jsonb(new) ->> 'reason' = 'stepped-aside' and "by"::text = to_jsonb(new) ->> 'person_id'
  ) then
    raise exception 'a report gets no further subject and no further conflict'
      using errcode = 'restrict_violation', constraint = 'reports_are_filed_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_subjects_come_with_their_report before insert on report_subjects
  for each row execute function check_report_part();
--> statement-breakpoint
create trigger report_conflicts_come_with_their_report before insert on report_conflicts
  for each row execute function check_report_part();
--> statement-breakpoint

-- A grant only ever ends; by hand neither the last administrator nor the last who handles cases is removed.
create or replace function check_grant_change() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
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

create or replace function enqueue(task text, payload json, key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if task not in (
    'turn-day', 'bring-duties-up-to-date', 'announce-version', 'read-import', 'merge-import', 'send-notices',
    'make-viewing-copy'
  ) then
    raise exception 'there is no job %', task
      using errcode = 'check_violation', constraint = 'jobs_are_known';
  end if;
  perform graphile_worker.add_job(
    task, payload, queue_name => task, job_key => key, run_at => coalesce(run_at, now())
  );
end $$;
--> statement-breakpoint

alter type notice_kind add value 'report-waiting';
--> statement-breakpoint
alter type notice_kind add value 'report-due';
--> statement-breakpoint

do $$
declare
  kept text;
begin
  foreach kept in array array[
    'case_key_checks', 'violation_reports', 'report_subjects', 'report_conflicts', 'report_codes', 'report_acts',
    'report_messages', 'report_evidence', 'viewing_copies'
  ] loop
    execute format(
      'create trigger %I before update or delete on %I for each row execute function refuse_change()',
      kept || '_never_change', kept);
    execute format(
      'create trigger %I before truncate on %I for each statement execute function refuse_change()',
      kept || '_are_never_truncated', kept);
  end loop;
end $$;
--> statement-breakpoint
create trigger data_keys_are_never_truncated before truncate on data_keys
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger evidence_pieces_are_never_truncated before truncate on evidence_pieces
  for each statement execute function refuse_change();
--> statement-breakpoint
grant select, insert on case_key_checks, violation_reports, report_subjects, report_conflicts, report_codes, report_acts,
  report_messages, report_evidence, viewing_copies, data_keys to signpost_portal;
--> statement-breakpoint
grant select, insert, delete on evidence_files, evidence_pieces, staged_evidence, unrecorded_acts,
  report_drafts to signpost_portal;
--> statement-breakpoint
grant update (body, expires_at) on report_drafts to signpost_portal;
