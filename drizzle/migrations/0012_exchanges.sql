-- Exchanges: requests for advice and exchange reports. What somebody wrote is encrypted before it comes here.

-- Evidence is held by whatever has a key: a violation report, an exchange. One file can be held by several.
alter table report_evidence disable trigger user;
--> statement-breakpoint
alter table report_evidence rename to held_evidence;
--> statement-breakpoint
alter table held_evidence add column key_id uuid references data_keys (id);
--> statement-breakpoint
update held_evidence e set key_id = r.key_id from violation_reports r where r.id = e.report_id;
--> statement-breakpoint
alter table viewing_copies
  drop constraint viewing_copies_file_id_fkey,
  add constraint viewing_copies_file_id_fkey foreign key (file_id) references evidence_files (id);
--> statement-breakpoint
alter table held_evidence
  alter column key_id set not null,
  drop constraint report_evidence_pkey,
  add constraint held_evidence_pkey primary key (file_id, key_id),
  drop column report_id,
  add constraint held_evidence_stands_in_order unique (key_id, position);
--> statement-breakpoint
alter table held_evidence rename constraint report_evidence_is_not_empty to held_evidence_is_not_empty;
--> statement-breakpoint
alter table held_evidence
  rename constraint report_evidence_names_who_of_the_office to held_evidence_names_who_of_the_office;
--> statement-breakpoint
alter table held_evidence
  rename constraint report_evidence_of_the_office_has_a_moment to held_evidence_of_the_office_has_a_moment;
--> statement-breakpoint
alter trigger report_evidence_is_whole on held_evidence rename to held_evidence_is_whole;
--> statement-breakpoint
alter trigger report_evidence_never_change on held_evidence rename to held_evidence_never_change;
--> statement-breakpoint
alter trigger report_evidence_are_never_truncated on held_evidence rename to held_evidence_are_never_truncated;
--> statement-breakpoint
drop trigger report_evidence_keeps_no_trace on held_evidence;
--> statement-breakpoint
drop trigger report_evidence_is_of_others on held_evidence;
--> statement-breakpoint
alter table held_evidence enable trigger user;
--> statement-breakpoint
create or replace function check_evidence() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.file_id::text, 0));
  if (select count(*) from evidence_pieces where file_id = new.file_id) <> new.pieces
     or (select max(position) from evidence_pieces where file_id = new.file_id) <> new.pieces - 1 then
    raise exception 'evidence is attached whole'
      using errcode = 'check_violation', constraint = 'held_evidence_is_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace function check_evidence_piece() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
declare
  file uuid := case when tg_op = 'DELETE' then old.file_id else new.file_id end;
begin
  -- Whoever attaches the file waits, and is waited for.
  perform pg_advisory_xact_lock_shared(hashtextextended(file::text, 0));
  if tg_op = 'UPDATE' or exists (select from held_evidence where file_id = file) then
    raise exception 'the bytes of evidence never change'
      using errcode = 'restrict_violation', constraint = 'evidence_never_changes';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
--> statement-breakpoint

alter type report_channel add value 'exchange-report';
--> statement-breakpoint
alter type conflict_reason add value 'advised-in-it';
--> statement-breakpoint
alter type notice_kind add value 'advice-waiting';
--> statement-breakpoint
alter type notice_kind add value 'advice-news';
--> statement-breakpoint
alter type notice_kind add value 'follow-up-due';
--> statement-breakpoint

create type exchange_beginning as enum ('request', 'log');
--> statement-breakpoint
-- An exchange somebody had online: begun by their request for advice, or by an adviser's log.
create table exchanges (
  id uuid primary key,
  number text not null unique,
  -- The form it was begun with: sent again, it begins nothing more.
  form_id uuid not null unique,
  -- Whose exchange it is.
  person_id uuid not null references people (id),
  begun_as exchange_beginning not null,
  begun_by uuid not null references people (id),
  begun_on date not null,
  begun_at timestamptz not null,
  is_ongoing boolean not null,
  key_id uuid not null unique references data_keys (id),
  request bytea,
  constraint exchanges_hold_a_request_when_asked_about check ((begun_as = 'request') = (request is not null)),
  constraint exchanges_are_asked_about_by_oneself check ((begun_as = 'request') = (begun_by = person_id)),
  -- No time zone is further than a day from UTC.
  constraint exchanges_begin_on_the_day_of_their_moment
    check (begun_on - (begun_at at time zone 'UTC')::date between -1 and 1)
);
--> statement-breakpoint
create index exchanges_by_person on exchanges (person_id, begun_on, id);
--> statement-breakpoint
create index exchanges_asked_by_day on exchanges (begun_on) where begun_as = 'request';
--> statement-breakpoint
-- Those not closed yet: kept by triggers.
create table open_exchanges (
  exchange_id uuid primary key references exchanges (id),
  person_id uuid not null references people (id)
);
--> statement-breakpoint
create index open_exchanges_by_person on open_exchanges (person_id);
--> statement-breakpoint
-- Who of the City is part of an exchange: they never advise in it.
create table exchange_parties (
  exchange_id uuid not null references exchanges (id),
  person_id uuid not null references people (id),
  constraint exchange_parties_pkey primary key (exchange_id, person_id)
);
--> statement-breakpoint
create index exchange_parties_by_person on exchange_parties (person_id);
--> statement-breakpoint

create type exchange_act as enum ('answered', 'wrote', 'logged', 'told', 'escalated', 'followed-up', 'closed');
--> statement-breakpoint
-- What was done about an exchange: its state follows from it.
create table exchange_acts (
  exchange_id uuid not null references exchanges (id),
  number smallint not null,
  act exchange_act not null,
  by uuid not null references people (id),
  acted_on date not null,
  acted_at timestamptz not null,
  -- The form it came from: sent again, it adds nothing more.
  form_id uuid not null,
  words bytea,
  -- The day on which an adviser wants to come back to it.
  follow_up_on date,
  constraint exchange_acts_pkey primary key (exchange_id, number),
  constraint exchange_acts_come_from_one_form unique (form_id, act),
  constraint exchange_acts_have_the_day_of_their_moment
    check (acted_on - (acted_at at time zone 'UTC')::date between -1 and 1),
  constraint exchange_acts_say_something
    check ((act in ('answered', 'wrote', 'told', 'followed-up')) <= (words is not null)),
  constraint exchange_acts_follow_up_later
    check (follow_up_on is null or (act in ('logged', 'followed-up') and follow_up_on > acted_on))
);
--> statement-breakpoint
create unique index exchange_acts_happen_once on exchange_acts (exchange_id, act)
  where act in ('logged', 'told', 'escalated', 'closed');
--> statement-breakpoint
create index exchange_acts_by_closer on exchange_acts (by, acted_at, exchange_id) where act = 'closed';
--> statement-breakpoint
create index exchange_acts_by_follow_up on exchange_acts (follow_up_on) where follow_up_on is not null;
--> statement-breakpoint

create type disengaged as enum ('yes', 'no', 'not-known');
--> statement-breakpoint
-- An adviser's log of an exchange. What stands open is what the figures of the whole City are made of.
create table exchange_reports (
  exchange_id uuid primary key references exchanges (id),
  by uuid not null references people (id),
  logged_on date not null,
  platform text not null
    constraint exchange_reports_name_a_platform check (char_length(platform) between 1 and 60),
  -- Where the person worked on that day.
  department_id uuid references departments (id),
  disengaged disengaged not null,
  said bytea not null
);
--> statement-breakpoint
create index exchange_reports_by_day on exchange_reports (logged_on);
--> statement-breakpoint
-- An exchange report that was passed to HR, and the violation report it became.
create table exchange_escalations (
  exchange_id uuid primary key references exchange_reports (exchange_id),
  report_id uuid not null unique references violation_reports (id),
  by uuid not null references people (id),
  escalated_on date not null
);
--> statement-breakpoint
create index exchange_escalations_by_day on exchange_escalations (escalated_on);
--> statement-breakpoint

-- An exchange report somebody is writing, with a key of its own: gone with the row.
create table exchange_drafts (
  id uuid primary key,
  by uuid not null references people (id),
  exchange_id uuid references exchanges (id),
  wrapped_key bytea not null,
  wrapped_by text not null,
  body bytea not null,
  saved_at timestamptz not null,
  expires_on date not null,
  constraint exchange_drafts_are_not_too_large check (octet_length(body) <= 1048576)
);
--> statement-breakpoint
create index exchange_drafts_by_writer on exchange_drafts (by, saved_at);
--> statement-breakpoint

-- The person works below the other, on that day.
create function works_below(person uuid, other uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  with recursive line (id) as (
    select person
    union
    select e.supervisor_id from line l join employments e on e.person_id = l.id
    where e.supervisor_id is not null and e.superseded_at is null
      and e.from_on <= day and (e.until_on is null or e.until_on >= day)
  )
  select person <> other and exists (select from line where id = other)
$$;
--> statement-breakpoint
-- Who advises somebody, on that day: the supervisor; where there is none, they are away, cannot sign in, are part
-- of the exchange or work below who is, Human Resources; then who handles cases, the city manager, the outside
-- officer. Where nobody is free of all that, whoever is next is asked all the same, unless they are part of it.
create function advisers_for(person uuid, parties uuid[], day date) returns setof uuid language sql stable
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
      exists (select from credentials c where c.person_id = a.id)
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
-- The same for an exchange there is.
create function advisers_of(exchange uuid, day date) returns setof uuid language sql stable
  set search_path = public, pg_temp as $$
  select advisers_for(
    x.person_id, array(select p.person_id from exchange_parties p where p.exchange_id = x.id), day
  ) from exchanges x where x.id = exchange
$$;
--> statement-breakpoint
-- Somebody may act in an exchange as its adviser: while it is open who advises that day, or who began it while
-- they stand above the person; once it is closed, who closed it, and who began it and stood above the person then. Never the person, and nobody who is part of it.
create function advises(adviser uuid, exchange uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select x.person_id <> adviser
    and not exists (select from exchange_parties p where p.exchange_id = x.id and p.person_id = adviser)
    and case when exists (select from open_exchanges o where o.exchange_id = x.id)
      then (x.begun_by = adviser and works_below(x.person_id, adviser, day))
        or adviser in (select advisers_of(x.id, day))
      else exists (
        select from exchange_acts a where a.exchange_id = x.id and a.act = 'closed' and (
          a."by" = adviser or (x.begun_by = adviser and works_below(x.person_id, adviser, a.acted_on))
        )
      )
    end
  from exchanges x where x.id = exchange
$$;
--> statement-breakpoint

create function check_exchange_beginning() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not (
    new.begun_by = new.person_id
    or works_below(new.person_id, new.begun_by, new.begun_on)
    or new.begun_by in (select advisers_for(new.person_id, '{}', new.begun_on))
  ) then
    raise exception 'an exchange is begun by whose it is, who stands above them or who advises them'
      using errcode = 'check_violation', constraint = 'exchanges_are_begun_by_advisers';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger exchanges_are_begun_by_advisers before insert on exchanges
  for each row execute function check_exchange_beginning();
--> statement-breakpoint
-- A key is that of one report or one exchange. Of two at once with the same one, the second waits.
create function check_one_holder() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.key_id::text, 12));
  if (tg_table_name = 'exchanges' and exists (select from violation_reports where key_id = new.key_id))
    or (tg_table_name = 'violation_reports' and exists (select from exchanges where key_id = new.key_id)) then
    raise exception 'a key is that of one report or one exchange'
      using errcode = 'check_violation', constraint = 'data_keys_have_one_holder';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger exchanges_have_their_own_key before insert on exchanges
  for each row execute function check_one_holder();
--> statement-breakpoint
create trigger violation_reports_have_their_own_key before insert on violation_reports
  for each row execute function check_one_holder();
--> statement-breakpoint
create function open_exchange() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into open_exchanges values (new.id, new.person_id);
  return null;
end $$;
--> statement-breakpoint
create trigger exchanges_begin_open after insert on exchanges for each row execute function open_exchange();
--> statement-breakpoint
create function close_exchange() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  delete from open_exchanges where exchange_id = new.exchange_id;
  return null;
end $$;
--> statement-breakpoint
create trigger exchange_acts_close after insert on exchange_acts
  for each row when (new.act = 'closed') execute function close_exchange();
--> statement-breakpoint
create function check_exchange_act() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  is_open boolean := exists (select from open_exchanges where exchange_id = new.exchange_id);
  is_logged boolean := exists (select from exchange_reports where exchange_id = new.exchange_id);
  is_told boolean := exists (
    select from exchange_acts where exchange_id = new.exchange_id and act = 'told' and number < new.number
  );
begin
  if new.number <> (
    select coalesce(max(number), 0) + 1 from exchange_acts where exchange_id = new.exchange_id
  ) then
    raise exception 'acts stand in order'
      using errcode = 'check_violation', constraint = 'exchange_acts_stand_in_order';
  end if;
  -- Who advises is asked for the day of the act: a day long gone would give back what has ended.
  if exists (
    select from exchange_acts a where a.exchange_id = new.exchange_id and a.number = new.number - 1
      and (a.acted_on > new.acted_on or a.acted_at > new.acted_at)
  ) or exists (
    select from exchanges x where x.id = new.exchange_id
      and (x.begun_on > new.acted_on or x.begun_at > new.acted_at)
  ) then
    raise exception 'no act is earlier than the one before it'
      using errcode = 'check_violation', constraint = 'exchange_acts_are_never_earlier';
  end if;
  if new.act = 'wrote' then
    if new."by" <> (select person_id from exchanges where id = new.exchange_id) then
      raise exception 'only whose exchange it is writes to their adviser'
        using errcode = 'check_violation', constraint = 'exchange_acts_are_written_by_oneself';
    end if;
  elsif not advises(new."by", new.exchange_id, new.acted_on) then
    raise exception 'an exchange is advised by who advises in it on that day'
      using errcode = 'check_violation', constraint = 'exchange_acts_are_of_advisers';
  end if;
  if not (case new.act
    when 'wrote' then is_open or is_told or is_logged
    when 'told' then is_logged
    when 'escalated' then is_told
    when 'followed-up' then is_open and is_logged
    else is_open
  end) then
    raise exception 'this act does not follow from what was done before'
      using errcode = 'check_violation', constraint = 'exchange_acts_follow';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger exchange_acts_follow before insert on exchange_acts
  for each row execute function check_exchange_act();
--> statement-breakpoint
create function check_exchange_report() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not advises(new."by", new.exchange_id, new.logged_on) then
    raise exception 'an exchange is logged by who advises in it on that day'
      using errcode = 'check_violation', constraint = 'exchange_reports_are_of_advisers';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger exchange_reports_are_of_advisers before insert on exchange_reports
  for each row execute function check_exchange_report();
--> statement-breakpoint
-- At the end of its transaction a log is also an act, and an escalation is one, and became a report.
create function check_exchange_whole() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'violation_reports' then
    if not exists (select from exchange_escalations where report_id = new.id) then
      raise exception 'a report that came from an exchange report names it'
        using errcode = 'check_violation', constraint = 'violation_reports_keep_their_source';
    end if;
  elsif not exists (
    select from exchange_acts a where a.exchange_id = new.exchange_id and a."by" = new."by"
      and a.acted_on = (to_jsonb(new) ->> case tg_table_name when 'exchange_reports' then 'logged_on' else 'escalated_on' end)::date
      and a.act = (case tg_table_name when 'exchange_reports' then 'logged' else 'escalated' end)::exchange_act
  ) or (tg_table_name = 'exchange_escalations' and not exists (
    select from violation_reports r where r.id = (to_jsonb(new) ->> 'report_id')::uuid
      and r.channel = 'exchange-report'
  )) then
    raise exception 'a log or an escalation is an act of the same person and day'
      using errcode = 'check_violation', constraint = 'exchanges_are_recorded_whole';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger exchange_reports_are_recorded_whole after insert on exchange_reports
  deferrable initially deferred for each row execute function check_exchange_whole();
--> statement-breakpoint
create constraint trigger exchange_escalations_are_recorded_whole after insert on exchange_escalations
  deferrable initially deferred for each row execute function check_exchange_whole();
--> statement-breakpoint
create constraint trigger violation_reports_keep_their_source after insert on violation_reports
  deferrable initially deferred for each row when (new.channel::text = 'exchange-report')
  execute function check_exchange_whole();
--> statement-breakpoint
-- An act that logs or escalates comes with what it logs or escalates.
create function check_exchange_act_whole() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
begin
  if not (case new.act
    when 'logged' then exists (select from exchange_reports where exchange_id = new.exchange_id)
    else exists (select from exchange_escalations where exchange_id = new.exchange_id)
  end) then
    raise exception 'an act that logs or escalates comes with what it logs or escalates'
      using errcode = 'check_violation', constraint = 'exchanges_are_recorded_whole';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger exchange_acts_are_recorded_whole after insert on exchange_acts
  deferrable initially deferred for each row when (new.act in ('logged', 'escalated'))
  execute function check_exchange_act_whole();
--> statement-breakpoint
-- Who is part of an exchange is said when it is begun.
create function check_exchange_party() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from exchanges where id = new.exchange_id and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'who is part of an exchange is said when it is begun'
      using errcode = 'restrict_violation', constraint = 'exchange_parties_come_with_their_exchange';
  end if;
  if exists (select from exchanges where id = new.exchange_id and person_id = new.person_id) then
    raise exception 'an exchange is kept from others than whose it is'
      using errcode = 'check_violation', constraint = 'exchange_parties_are_others';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger exchange_parties_come_with_their_exchange before insert on exchange_parties
  for each row execute function check_exchange_party();
--> statement-breakpoint

-- Evidence keeps no trace of an anonymous reporter, and is added by those who may act where it is held.
create function check_held_evidence() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  report violation_reports%rowtype;
  exchange uuid;
begin
  select * into report from violation_reports where key_id = new.key_id;
  select id into exchange from exchanges where key_id = new.key_id;
  if report.id is null and exchange is null then
    raise exception 'evidence is held by a report or an exchange'
      using errcode = 'check_violation', constraint = 'held_evidence_has_a_holder';
  end if;
  if new.author = 'reporter' and (
    report.id is null or (report.kind = 'anonymous') = (new.added_at is not null)
  ) then
    raise exception 'what a reporter adds has a moment, unless they are anonymous'
      using errcode = 'check_violation', constraint = 'reports_keep_no_trace_of_the_anonymous';
  end if;
  if exchange is not null and not advises(new."by", exchange, new.added_on) then
    raise exception 'evidence of an exchange is added by who advises in it'
      using errcode = 'check_violation', constraint = 'exchange_acts_are_of_advisers';
  end if;
  -- What comes with an exchange report was added by its adviser, who handles no report.
  if new."by" is not null and report.id is not null and not exists (
    select from held_evidence h join exchanges x on x.key_id = h.key_id
      join exchange_escalations e on e.exchange_id = x.id
    where h.file_id = new.file_id and e.report_id = report.id and h."by" = new."by"
  ) then
    perform refuse_report_handler(report.id, new."by");
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Somebody was part of the exchange a report came from: whose it was, whom it was kept from, who acted in it.
create function took_part_before(someone uuid, report uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from exchange_escalations e join exchanges x on x.id = e.exchange_id
    where e.report_id = report and (
      x.person_id = someone
      or exists (select from exchange_parties p where p.exchange_id = x.id and p.person_id = someone)
      or exists (select from exchange_acts a where a.exchange_id = x.id and a."by" = someone)
      or exists (select from exchange_reports l where l.exchange_id = x.id and l."by" = someone)
    )
  )
$$;
--> statement-breakpoint
create function refuse_report_handler(report uuid, handler uuid) returns void language plpgsql
  set search_path = public, pg_temp as $$
begin
  if not exists (
    select from grants where person_id = handler and revoked_at is null
      and role in ('hr-cases', 'city-manager', 'outside-officer')
  ) then
    raise exception 'reports are handled by those who hold a grant to'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_holders';
  end if;
  if exists (select from report_subjects where report_id = report and person_id = handler)
    or exists (
      select from report_conflicts
      where report_id = report and person_id = handler and reason <> 'named-in-words'
    )
    or took_part_before(handler, report) then
    raise exception 'nobody handles a report about themselves or someone above them, or one of their own'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_others';
  end if;
end $$;
--> statement-breakpoint
create or replace function check_report_handler() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
begin
  if new."by" is not null then
    perform refuse_report_handler(new.report_id, new."by");
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger held_evidence_is_of_those_who_may before insert on held_evidence
  for each row execute function check_held_evidence();
--> statement-breakpoint

do $$
declare
  kept text;
begin
  foreach kept in array array[
    'exchanges', 'exchange_parties', 'exchange_acts', 'exchange_reports', 'exchange_escalations'
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
grant select, insert on exchanges, exchange_parties, exchange_acts, exchange_reports, exchange_escalations
  to signpost_portal;
--> statement-breakpoint
grant select on open_exchanges to signpost_portal;
--> statement-breakpoint
grant select, insert, delete on exchange_drafts to signpost_portal;
--> statement-breakpoint
grant update (body, saved_at, expires_on) on exchange_drafts to signpost_portal;
