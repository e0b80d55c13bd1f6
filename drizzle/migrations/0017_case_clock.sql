-- Cases: what the database asks of the clock, and of the ledger.

-- The latest moment that has come. The server's clock may go a few minutes before the database's.
create function latest_moment() returns timestamptz language sql volatile set search_path = public, pg_temp as $$
  select clock_timestamp() + interval '5 minutes'
$$;
--> statement-breakpoint
-- The latest day that has begun somewhere in the world.
create function latest_day() returns date language sql volatile set search_path = public, pg_temp as $$
  select (latest_moment() at time zone 'UTC' + interval '14 hours')::date
$$;
--> statement-breakpoint
create function check_case_moment() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.acted_at > latest_moment() or new.acted_on > latest_day() then
    raise exception 'nothing was done in a case that is still to come'
      using errcode = 'check_violation', constraint = 'case_acts_are_not_of_the_future';
  end if;
  -- What cannot be undone asks the day itself, and not only the day of its act.
  if new.act in ('disposal-proposed', 'disposed') and latest_day() < (
    select due_on from case_acts where case_id = new.case_id and act = 'closed' order by number desc limit 1
  ) then
    raise exception 'a case is kept for as long as its rule says'
      using errcode = 'check_violation', constraint = 'cases_are_kept_until_their_day';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_acts_are_not_of_the_future before insert on case_acts
  for each row execute function check_case_moment();
--> statement-breakpoint
create function check_view_moment() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.viewed_at > latest_moment() then
    raise exception 'nothing of a case was seen that is still to come'
      using errcode = 'check_violation', constraint = 'case_views_are_not_of_the_future';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_views_are_not_of_the_future before insert on case_views
  for each row execute function check_view_moment();
--> statement-breakpoint

-- What the ledger calls each act.
create function record_of_case_act(act case_act) returns text language sql immutable set search_path = public, pg_temp as $$
  select case act
    when 'opened' then 'open-case'
    when 'report-added' then 'add-report-to-case'
    when 'respondent-named' then 'name-respondent'
    when 'party-named' then 'name-party'
    when 'shut-out' then 'shut-out-of-case'
    when 'triaged' then 'triage-case'
    when 'appointed' then 'appoint-investigator'
    when 'declared' then 'declare-no-conflict'
    when 'appointment-ended' then 'end-appointment'
    when 'interim-begun' then 'begin-interim-measure'
    when 'interim-reviewed' then 'review-interim-measure'
    when 'interim-ended' then 'end-interim-measure'
    when 'alleged' then 'state-allegation'
    when 'allegation-withdrawn' then 'withdraw-allegation'
    when 'noticed' then 'give-notice-of-allegations'
    when 'served' then 'serve-notice'
    when 'tried' then 'try-for-response'
    when 'read' then 'read-case-notice'
    when 'responded' then 'respond'
    when 'interviewed' then 'interview'
    when 'noted' then 'note-in-case'
    when 'excepted' then 'except-step'
    when 'found' then 'record-finding'
    when 'proposed' then 'propose-discipline'
    when 'confirmed' then 'confirm-act'
    when 'declined' then 'decline-act'
    when 'issued' then 'issue-discipline'
    when 'informed' then 'give-outcome'
    when 'rescinded' then 'rescind-discipline'
    when 'upheld' then 'uphold-discipline'
    when 'training-assigned' then 'note-in-case'
    when 'grieved' then 'grieve'
    when 'grievance-ended' then 'end-grievance'
    when 'reporter-told' then 'tell-reporter-of-conclusion'
    when 'paused' then 'pause-case'
    when 'resumed' then 'resume-case'
    when 'closed' then 'close-case'
    when 'reopened' then 'reopen-case'
    when 'held' then 'hold-case'
    when 'hold-lifted' then 'lift-hold'
    when 'disposal-proposed' then 'propose-disposal'
    when 'disposed' then 'dispose-of-case'
  end
$$;
--> statement-breakpoint
-- Records of cases by their moment: the database knows no other way from an act to its record, since a record names the
-- case by a digest that it cannot work out.
create index ledger_records_of_cases_by_moment on ledger_records (recorded_at) where body like '%"case":"%';
--> statement-breakpoint
create index case_acts_by_moment on case_acts (acted_at);
--> statement-breakpoint
-- How many cases this transaction's records name that are of such an act, doer and moment, and whose facts end so.
-- Canonical JSON has its names in order.
create function recorded_cases(kind text, doer uuid, moment timestamptz, facts text) returns bigint language sql stable
  set search_path = public, pg_temp as $$
  select count(distinct substring(r.body from '"case":"([^"]*)"')) from ledger_records r
  where r.recorded_at = moment and r.body like '%"case":"%' and r.xmin = pg_current_xact_id()::xid
    and r.act = kind and r.about is null
    and starts_with(split_part(r.body, '","by":', 2), coalesce(to_json(doer)::text, 'null') || ',"facts":{"case":"')
    and strpos(r.body, facts || '},"id":') > 0
    and exists (select from ledger_unsealed u where u.record_id = r.id)
$$;
--> statement-breakpoint
-- Who did an act, as its record names them: a respondent's own acts name nobody.
create function recorded_doer(done case_acts) returns uuid language sql immutable set search_path = public, pg_temp as $$
  select case
    when done.act = 'read' or (done.act in ('responded', 'grieved') and done."by" = done.person_id) then null
    else done."by"
  end
$$;
--> statement-breakpoint
-- An act comes with its ledger record: of this transaction, that kind, number, moment and doer. As many as there are
-- such acts, so that one record does not stand for acts of two cases.
create function check_case_act_recorded() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if recorded_cases(
    record_of_case_act(new.act), recorded_doer(new), new.acted_at, '"position":' || new.number
  ) < (
    select count(*) from case_acts a
    where a.acted_at = new.acted_at and a.xmin = pg_current_xact_id()::xid and a.number = new.number
      and record_of_case_act(a.act) = record_of_case_act(new.act)
      and recorded_doer(a) is not distinct from recorded_doer(new)
  ) then
    raise exception 'an act of a case comes with its ledger record'
      using errcode = 'check_violation', constraint = 'case_acts_are_recorded';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger case_acts_are_recorded after insert on case_acts
  deferrable initially deferred for each row execute function check_case_act_recorded();
--> statement-breakpoint
-- What somebody saw of a case has a ledger record of its own transaction, or follows one of the same day that had: the
-- database does not know where a day begins in the City, and no day is longer than twenty-five hours. A respondent is
-- not named.
create function check_case_view_recorded() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  doer uuid := case when exists (
    select from respondents r where r.case_id = new.case_id and r.person_id = new.person_id
  ) then null else new.person_id end;
begin
  if recorded_cases('view-case', doer, new.viewed_at, '"part":' || to_json(new.viewing::text)) < (
    select count(distinct v.case_id) from case_views v
    where v.person_id = new.person_id and v.viewed_at = new.viewed_at and v.viewing = new.viewing
      and v.xmin = pg_current_xact_id()::xid
      and (doer is null) = exists (
        select from respondents r where r.case_id = v.case_id and r.person_id = v.person_id
      )
  ) and not exists (
    select from case_views v
      join ledger_records r on r.recorded_at = v.viewed_at and r.body like '%"case":"%' and r.act = 'view-case'
        and strpos(r.body, '"part":' || to_json(new.viewing::text) || '},"id":') > 0
        and (split_part(r.body, '","by":', 2) like 'null,%'
          or starts_with(split_part(r.body, '","by":', 2), to_json(new.person_id)::text))
    where v.person_id = new.person_id and v.case_id = new.case_id and v.viewing = new.viewing and v.id <> new.id
      and v.viewed_at between new.viewed_at - interval '25 hours' and new.viewed_at + interval '25 hours'
  ) then
    raise exception 'what somebody sees of a case is recorded'
      using errcode = 'check_violation', constraint = 'case_views_are_recorded';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger case_views_are_recorded after insert on case_views
  deferrable initially deferred for each row execute function check_case_view_recorded();
