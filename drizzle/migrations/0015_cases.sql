-- Cases: from a report to closure. What somebody wrote is encrypted before it comes here.

alter type notice_kind add value 'case-waiting';
--> statement-breakpoint
alter type notice_kind add value 'case-news';
--> statement-breakpoint

-- HR's file that begins with a violation report. Where it stands follows from its acts.
create table cases (
  id uuid primary key,
  number text not null unique,
  -- The form it was opened with: sent again, it opens nothing more.
  form_id uuid not null unique,
  key_id uuid not null unique references data_keys (id),
  opened_by uuid not null references people (id),
  opened_on date not null,
  opened_at timestamptz not null,
  constraint cases_open_on_the_day_of_their_moment
    check (opened_on - (opened_at at time zone 'UTC')::date between -1 and 1)
);
--> statement-breakpoint

create type case_act as enum (
  'opened', 'report-added', 'respondent-named', 'party-named', 'shut-out', 'triaged',
  'appointed', 'declared', 'appointment-ended', 'interim-begun', 'interim-reviewed', 'interim-ended',
  'alleged', 'allegation-withdrawn', 'noticed', 'served', 'tried', 'read', 'responded', 'interviewed', 'noted',
  'excepted', 'found', 'proposed', 'confirmed', 'declined', 'issued', 'informed', 'rescinded', 'upheld', 'training-assigned',
  'grieved', 'grievance-ended', 'reporter-told', 'paused', 'resumed', 'closed', 'reopened', 'held', 'hold-lifted',
  'disposal-proposed', 'disposed'
);
--> statement-breakpoint
-- What was done in a case: who, when, why. Everything else of a case hangs on one of these rows.
create table case_acts (
  case_id uuid not null references cases (id),
  number smallint not null,
  act case_act not null,
  by uuid not null references people (id),
  acted_on date not null,
  acted_at timestamptz not null,
  -- The form it came from: sent again, it adds nothing more.
  form_id uuid not null,
  -- The number of the earlier act it is about: what is confirmed, served, answered, superseded, ended.
  about smallint,
  -- Whom of the directory it concerns: the respondent, the investigator, who is shut out.
  person_id uuid references people (id),
  -- What was chosen, where an act has a choice.
  choice text,
  -- A day it sets: to respond by, to review on, to be done by.
  due_on date,
  words bytea,
  constraint case_acts_pkey primary key (case_id, number),
  constraint case_acts_come_from_one_form unique nulls not distinct (form_id, act, about, person_id),
  constraint case_acts_are_about_what_came_before check (about < number),
  constraint case_acts_have_the_day_of_their_moment
    check (acted_on - (acted_at at time zone 'UTC')::date between -1 and 1),
  constraint case_acts_choose check (choice is null or choice = any (case act
    when 'party-named' then array['witness']
    when 'shut-out' then array['declared', 'found']
    when 'triaged' then array['investigate', 'coach', 'refer', 'no-action']
    when 'interim-begun' then array['leave-with-pay', 'access-removed']
    when 'served' then array['portal', 'by-hand', 'registered-mail']
    when 'issued' then array['portal', 'by-hand', 'registered-mail']
    when 'informed' then array['portal', 'by-hand', 'registered-mail']
    when 'responded' then array['response', 'refusal', 'none']
    when 'interviewed' then array['offered', 'not-offered']
    when 'excepted' then array['notice', 'response', 'representation', 'review']
    when 'confirmed' then array['as-approver', 'as-city-manager']
    when 'paused' then array['police', 'other']
    when 'grieved' then array['in-time', 'late']
    when 'grievance-ended'
      then array['dismissed', 'allowed-in-part', 'allowed', 'settled', 'withdrawn', 'to-arbitration']
    else '{}' end)),
  constraint case_acts_choose_where_there_is_a_choice check ((choice is not null) = (act in (
    'party-named', 'shut-out', 'triaged', 'interim-begun', 'served', 'issued', 'informed', 'responded', 'interviewed',
    'excepted', 'confirmed', 'paused', 'grieved', 'grievance-ended'
  ))),
  constraint case_acts_concern_somebody check ((act in (
    'respondent-named', 'party-named', 'shut-out', 'appointed', 'interim-begun', 'alleged', 'noticed', 'responded',
    'excepted', 'found', 'proposed', 'issued', 'informed', 'training-assigned', 'grieved'
  )) <= (person_id is not null)),
  constraint case_acts_are_about_something check ((act in (
    'declared', 'appointment-ended', 'interim-reviewed', 'interim-ended', 'allegation-withdrawn', 'served', 'tried', 'read',
    'responded', 'confirmed', 'declined', 'found', 'issued', 'rescinded', 'upheld', 'grieved', 'grievance-ended', 'hold-lifted', 'resumed',
    'disposed'
  )) <= (about is not null)),
  constraint case_acts_set_a_day check ((act in (
    'opened', 'interim-begun', 'interim-reviewed', 'noticed', 'resumed', 'closed', 'reopened', 'grieved'
  )) <= (due_on is not null)),
  constraint case_acts_say_something check ((act in (
    'party-named', 'triaged', 'interim-begun', 'interim-reviewed', 'interim-ended', 'alleged', 'allegation-withdrawn',
    'noticed', 'served', 'tried', 'responded', 'interviewed', 'noted', 'excepted', 'found', 'proposed', 'declined', 'issued',
    'informed', 'rescinded', 'upheld', 'grieved', 'grievance-ended', 'paused', 'appointment-ended', 'reopened', 'held', 'hold-lifted',
    'disposal-proposed'
  )) <= (words is not null))
);
--> statement-breakpoint
create index case_acts_by_person on case_acts (person_id, case_id) where person_id is not null;
--> statement-breakpoint
create index case_acts_by_doer on case_acts (by, case_id);
--> statement-breakpoint
create index case_acts_counted_by_day on case_acts (acted_on) where act in ('confirmed', 'grieved', 'grievance-ended');
--> statement-breakpoint
-- What may be news to somebody, by day: their home asks.
create index case_acts_of_others_by_day on case_acts (acted_on, case_id)
  where act in ('responded', 'grieved', 'confirmed', 'declined');
--> statement-breakpoint
-- The reports a case is about. A report belongs to one case.
create table case_reports (
  case_id uuid not null references cases (id),
  report_id uuid not null unique references violation_reports (id),
  constraint case_reports_pkey primary key (case_id, report_id)
);
--> statement-breakpoint
-- Whom the allegations of a case are about: kept by triggers from the acts that name them.
create table respondents (
  case_id uuid not null references cases (id),
  person_id uuid not null references people (id),
  constraint respondents_pkey primary key (case_id, person_id)
);
--> statement-breakpoint
create index respondents_by_person on respondents (person_id, case_id);
--> statement-breakpoint
-- One respondent, one clause of the version in force on the day of the post, one set of particulars.
create table allegations (
  case_id uuid not null,
  number smallint not null,
  respondent_id uuid not null,
  version_id uuid not null references policy_versions (id),
  clause text not null constraint allegations_cite_a_clause check (char_length(clause) between 1 and 60),
  -- The earliest and the latest day of the post.
  posted_from date not null,
  posted_until date not null,
  is_off_duty boolean not null,
  -- Where the respondent worked on the day it was stated.
  department_id uuid references departments (id),
  constraint allegations_pkey primary key (case_id, number),
  constraint allegations_name_their_respondent unique (case_id, number, respondent_id),
  constraint allegations_are_acts foreign key (case_id, number) references case_acts (case_id, number),
  constraint allegations_are_about_respondents
    foreign key (case_id, respondent_id) references respondents (case_id, person_id),
  constraint allegations_span_days check (posted_from <= posted_until)
);
--> statement-breakpoint
create index allegations_by_clause on allegations (clause, case_id);
--> statement-breakpoint
create type finding_outcome as enum ('substantiated', 'not-substantiated', 'inconclusive');
--> statement-breakpoint
-- The outcome of one allegation. Never edited: a later one supersedes it.
create table findings (
  case_id uuid not null,
  number smallint not null,
  allegation smallint not null,
  respondent_id uuid not null,
  outcome finding_outcome not null,
  constraint findings_pkey primary key (case_id, number),
  constraint findings_say_their_outcome unique (case_id, number, respondent_id, outcome),
  constraint findings_are_acts foreign key (case_id, number) references case_acts (case_id, number),
  constraint findings_are_of_their_allegation
    foreign key (case_id, allegation, respondent_id) references allegations (case_id, number, respondent_id)
);
--> statement-breakpoint
create index findings_by_allegation on findings (case_id, allegation, number);
--> statement-breakpoint
create type discipline_measure as enum
  ('none', 'verbal-warning', 'written-warning', 'suspension', 'demotion', 'termination');
--> statement-breakpoint
-- A measure proposed for a respondent, or that there is none. It stands once it is issued.
create table discipline (
  case_id uuid not null,
  number smallint not null,
  respondent_id uuid not null,
  measure discipline_measure not null,
  -- Of a suspension: calendar days, and whether they are paid.
  days smallint,
  is_paid boolean,
  -- The last day on which it counts as earlier discipline; none: it does not end.
  sunset_on date,
  constraint discipline_pkey primary key (case_id, number),
  constraint discipline_names_its_respondent unique (case_id, number, respondent_id),
  constraint discipline_are_acts foreign key (case_id, number) references case_acts (case_id, number),
  constraint discipline_is_of_respondents
    foreign key (case_id, respondent_id) references respondents (case_id, person_id),
  constraint discipline_suspends_for_days check (
    (measure = 'suspension') = (days is not null) and (measure = 'suspension') = (is_paid is not null)
    and (days is null or days between 1 and 365)
  ),
  constraint discipline_ends_where_it_can check (sunset_on is null or measure not in ('none', 'termination'))
);
--> statement-breakpoint
create index discipline_by_respondent on discipline (respondent_id);
--> statement-breakpoint
-- Discipline exists only for a substantiated finding about the same person in the same case.
create table discipline_grounds (
  case_id uuid not null,
  number smallint not null,
  respondent_id uuid not null,
  finding smallint not null,
  outcome finding_outcome not null default 'substantiated',
  constraint discipline_grounds_pkey primary key (case_id, number, finding),
  constraint discipline_grounds_are_substantiated check (outcome = 'substantiated'),
  constraint discipline_grounds_are_of_its_respondent
    foreign key (case_id, number, respondent_id) references discipline (case_id, number, respondent_id),
  constraint discipline_grounds_are_findings
    foreign key (case_id, finding, respondent_id, outcome) references findings (case_id, number, respondent_id, outcome)
);
--> statement-breakpoint
create index discipline_grounds_by_finding on discipline_grounds (case_id, finding);
--> statement-breakpoint

create type case_stage as enum ('triage', 'investigation', 'decision', 'conclusion', 'closed', 'disposed');
--> statement-breakpoint
-- Where a case stands, one row a case: triggers keep it from the acts, and nobody sets it.
create table case_standings (
  case_id uuid primary key references cases (id),
  stage case_stage not null,
  stage_on date not null,
  -- The day by which it is to be concluded; of a closed one the first day on which it may be disposed of.
  due_on date,
  is_paused boolean not null,
  is_held boolean not null,
  -- A second person is awaited.
  is_awaited boolean not null,
  investigator_id uuid references people (id),
  last_number smallint not null
);
--> statement-breakpoint
create index case_standings_by_due_day on case_standings (due_on, case_id) where stage not in ('closed', 'disposed');
--> statement-breakpoint
create index case_standings_by_stage on case_standings (stage, due_on, case_id);
--> statement-breakpoint
create index case_standings_by_investigator on case_standings (investigator_id) where investigator_id is not null;
--> statement-breakpoint
create index case_standings_awaited on case_standings (case_id) where is_awaited;
--> statement-breakpoint
create index case_standings_paused on case_standings (case_id) where is_paused;
--> statement-breakpoint
create index case_standings_concluded on case_standings (stage_on, case_id) where stage in ('closed', 'disposed');
--> statement-breakpoint
create index cases_by_first_four on cases (substr(number, 4, 4));
--> statement-breakpoint
create index cases_by_last_four on cases ("right"(number, 4));
--> statement-breakpoint
-- What shuts somebody out of cases is found from the person, however many cases there are.
create index violation_reports_by_reporter on violation_reports using gin (reporter_indexes);
--> statement-breakpoint
create index exchange_acts_by_doer on exchange_acts ("by", exchange_id);
--> statement-breakpoint
create index exchange_reports_by_doer on exchange_reports ("by");
--> statement-breakpoint
-- Since when a case was in which stage.
create table case_stages (
  case_id uuid not null references cases (id),
  number smallint not null,
  stage case_stage not null,
  from_on date not null,
  constraint case_stages_pkey primary key (case_id, number)
);
--> statement-breakpoint
create index case_stages_by_day on case_stages (from_on, stage);
--> statement-breakpoint
create type case_viewing as enum ('file', 'evidence', 'letter', 'export', 'severed-export', 'list');
--> statement-breakpoint
-- Who saw what of a case, each time.
create table case_views (
  id uuid primary key,
  case_id uuid not null references cases (id),
  person_id uuid not null references people (id),
  viewing case_viewing not null,
  -- Of evidence: which file.
  file_id uuid references evidence_files (id),
  viewed_at timestamptz not null
);
--> statement-breakpoint
create index case_views_by_case on case_views (case_id, viewed_at, id);
--> statement-breakpoint
create index case_views_by_person on case_views (person_id, viewed_at, id);
--> statement-breakpoint

-- The person is in the City's service on the day, or is of those outside who have a sign-in.
create function is_here(someone uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select p.is_outside or exists (
    select from employments e where e.person_id = p.id and e.superseded_at is null
      and e.from_on <= day and (e.until_on is null or e.until_on >= day)
  ) from people p where p.id = someone
$$;
--> statement-breakpoint
-- Somebody may have no part in a case: they are a respondent or below one, a party, or could not handle a report of it.
create function is_shut_out(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from respondents r where r.case_id = kase and (r.person_id = someone or works_below(someone, r.person_id, day))
  ) or exists (
    select from case_acts a where a.case_id = kase and a.person_id = someone and a.act in ('party-named', 'shut-out')
  ) or exists (
    select from case_reports c where c.case_id = kase and (took_part_before(someone, c.report_id) or exists (
      select from report_conflicts x
      where x.report_id = c.report_id and x.person_id = someone and x.reason <> 'named-in-words'
    ) or exists (
      select from report_subjects s where s.report_id = c.report_id and s.person_id is not null
        and (s.person_id = someone or works_below(someone, s.person_id, day))
    ))
  )
$$;
--> statement-breakpoint
-- Somebody is a respondent or a party of the case a report belongs to, or was shut out of it.
create function is_party_to_its_case(someone uuid, report uuid) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from case_reports o join respondents s on s.case_id = o.case_id
    where o.report_id = report and s.person_id = someone
  ) or exists (
    select from case_reports o join case_acts a on a.case_id = o.case_id
    where o.report_id = report and a.person_id = someone and a.act in ('party-named', 'shut-out')
  )
$$;
--> statement-breakpoint
create or replace function refuse_report_handler(report uuid, handler uuid) returns void language plpgsql
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
    or took_part_before(handler, report)
    or is_party_to_its_case(handler, report) then
    raise exception 'nobody handles a report about themselves or someone above them, or one of their own'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_others';
  end if;
end $$;
--> statement-breakpoint
-- Who could handle a case on a day: holders of a grant who are not shut out. 1: HR; 2: city manager; 3: outside
-- officer. Apart is who was never its investigator.
create function case_hands(kase uuid, day date) returns table (person_id uuid, rank integer, is_manager boolean, is_apart boolean)
  language sql stable set search_path = public, pg_temp as $$
  select g.person_id,
    min(case g.role when 'hr-cases' then 1 when 'city-manager' then 2 else 3 end),
    bool_or(g.role = 'city-manager'),
    not exists (
      select from case_acts a where a.case_id = kase and a.act = 'appointed' and a.person_id = g.person_id
    )
  from grants g
  where g.revoked_at is null and g.role in ('hr-cases', 'city-manager', 'outside-officer')
    and is_here(g.person_id, day) and not is_shut_out(g.person_id, kase, day)
  group by g.person_id
$$;
--> statement-breakpoint
-- Somebody handles a case: HR; where all of HR are shut out, the city manager; where they are too, the outside officer.
create function handles_case(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  with hands as (select * from case_hands(kase, day))
  select exists (select from hands where person_id = someone and rank = (select min(rank) from hands))
$$;
--> statement-breakpoint
-- The same of those who were never its investigator: who proposes discipline, issues it and closes.
create function decides_case(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  with hands as (select * from case_hands(kase, day) where is_apart)
  select exists (select from hands where person_id = someone and rank = (select min(rank) from hands))
$$;
--> statement-breakpoint
-- Somebody is the investigator of a case on a day: appointed, not ended, and not shut out meanwhile. Who grants roles
-- or audits sees no case.
create function investigates_case(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from case_acts a where a.case_id = kase and a.act = 'appointed' and a.person_id = someone
      and not exists (
        select from case_acts e where e.case_id = kase and e.act = 'appointment-ended' and e.about = a.number
      )
  ) and is_here(someone, day) and not is_shut_out(someone, kase, day) and not exists (
    select from grants g where g.person_id = someone and g.revoked_at is null and g.role in ('administrator', 'auditor')
  )
$$;
--> statement-breakpoint
-- An exception to a step for a respondent, asked for after an act, and confirmed by a second person.
create function is_excepted(kase uuid, step text, respondent uuid, since integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from case_acts e join case_acts c on c.case_id = e.case_id and c.act = 'confirmed' and c.about = e.number
    where e.case_id = kase and e.act = 'excepted' and e.choice = step and e.person_id = respondent and e.number > since
  )
$$;
--> statement-breakpoint
-- No later finding stands in its place.
create function is_live_finding(kase uuid, finding integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (
    select from findings f where f.case_id = kase and f.number = finding and not exists (
      select from findings l where l.case_id = kase and l.allegation = f.allegation and l.number > f.number
    ) and not exists (
      select from case_acts w where w.case_id = kase and w.act = 'allegation-withdrawn' and w.about = f.allegation
    )
  )
$$;
--> statement-breakpoint
-- A live finding that a second person reviewed, or whose review was excepted.
create function is_settled_finding(kase uuid, finding integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select is_live_finding(kase, finding) and (exists (
    select from case_acts c where c.case_id = kase and c.act = 'confirmed' and c.about = finding
  ) or exists (
    select from case_acts f where f.case_id = kase and f.number = finding
      and is_excepted(kase, 'review', f.person_id, finding)
  ))
$$;
--> statement-breakpoint
-- Discipline that no later proposal replaces and whose findings all still stand.
create function is_live_discipline(kase uuid, proposal integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select exists (select from discipline d where d.case_id = kase and d.number = proposal)
    and not exists (
      select from case_acts p where p.case_id = kase and p.act = 'proposed' and p.about = proposal
    ) and not exists (
      select from discipline_grounds g where g.case_id = kase and g.number = proposal
        and not is_settled_finding(kase, g.finding)
    )
$$;
--> statement-breakpoint
create function approvals_needed(kase uuid, proposal integer) returns integer language sql stable
  set search_path = public, pg_temp as $$
  select case measure when 'none' then 0 when 'verbal-warning' then 1 when 'written-warning' then 1 else 2 end
  from discipline where case_id = kase and number = proposal
$$;
--> statement-breakpoint
-- Discipline is approved by enough people who may still have a part in the case; termination by the city manager
-- or in their place too.
create function is_approved(kase uuid, proposal integer, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select count(distinct c."by") >= approvals_needed(kase, proposal)
    and (bool_or(c.choice = 'as-city-manager') or not exists (
      select from discipline d where d.case_id = kase and d.number = proposal and d.measure = 'termination'
    ))
    and not exists (
      select from case_acts n where n.case_id = kase and n.act = 'declined' and n.about = proposal
    )
  from case_acts c
  where c.case_id = kase and c.act = 'confirmed' and c.about = proposal and not is_shut_out(c."by", kase, day)
$$;
--> statement-breakpoint
-- The acts that wait for a second person.
create function awaits_second(kase uuid, day date) returns setof smallint language sql stable
  set search_path = public, pg_temp as $$
  select a.number from case_acts a
  where a.case_id = kase and a.act in ('triaged', 'excepted', 'found', 'proposed', 'disposal-proposed')
    and not exists (select from case_acts n where n.case_id = kase and n.act = 'declined' and n.about = a.number)
    and case a.act
      when 'triaged' then a.choice = 'no-action'
        and not exists (select from case_acts t where t.case_id = kase and t.act = 'triaged' and t.number > a.number)
        and not exists (select from case_acts c where c.case_id = kase and c.act = 'confirmed' and c.about = a.number)
      when 'found' then is_live_finding(kase, a.number) and not is_settled_finding(kase, a.number)
      when 'proposed' then is_live_discipline(kase, a.number) and not is_approved(kase, a.number, day)
        and not exists (select from case_acts i where i.case_id = kase and i.act = 'issued' and i.about = a.number)
      else not exists (select from case_acts c where c.case_id = kase and c.act = 'confirmed' and c.about = a.number)
        and (a.act = 'excepted' or not exists (
          select from case_acts r where r.case_id = kase and r.act in ('reopened', 'grieved') and r.number > a.number
        ))
    end
$$;
--> statement-breakpoint
-- Who may be the second person for an act: not who did it, never an investigator of the case, of discipline nobody who
-- proposed any for that respondent; the outside officer where too few others are left.
create function seconds_for(kase uuid, act_number integer, day date)
  returns table (person_id uuid, is_manager boolean) language sql stable set search_path = public, pg_temp as $$
  with act as (
    select * from case_acts where case_id = kase and number = act_number
  ), able as (
    select h.* from case_hands(kase, day) h, act a
    where h.is_apart and h.person_id <> a."by" and not (a.act = 'proposed' and exists (
      select from case_acts p where p.case_id = kase and p.act = 'proposed' and p."by" = h.person_id
        and p.person_id = a.person_id
    ))
  )
  select b.person_id, b.is_manager or (b.rank = 3 and not exists (select from able m where m.is_manager))
  from able b
  where b.rank < 3
    or (select count(*) from able m where m.rank < 3) < coalesce(nullif(approvals_needed(kase, act_number), 0), 1)
    or (exists (
      select from discipline d where d.case_id = kase and d.number = act_number and d.measure = 'termination'
    ) and not exists (select from able m where m.is_manager))
$$;
--> statement-breakpoint
-- A case is there for somebody: who handles it or decides in it, and while it is open its investigator and who was a
-- second person; who is awaited as one. For nobody who is shut out.
create function sees_case(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select case
    when is_shut_out(someone, kase, day) or not is_here(someone, day) then false
    when exists (select from grants g where g.person_id = someone and g.revoked_at is null and g.role = 'hr-cases') then true
    when investigates_case(someone, kase, day) then exists (
      select from case_standings where case_id = kase and stage not in ('closed', 'disposed')
    )
    when not exists (
      select from grants g where g.person_id = someone and g.revoked_at is null
        and g.role in ('city-manager', 'outside-officer')
    ) then false
    else handles_case(someone, kase, day) or decides_case(someone, kase, day)
      or exists (
        select from awaits_second(kase, day) w (number)
        where someone in (select s.person_id from seconds_for(kase, w.number, day) s)
      )
      or exists (
        select from case_acts a join case_standings t on t.case_id = a.case_id
        where a.case_id = kase and a."by" = someone and t.stage not in ('closed', 'disposed')
      )
  end
$$;
--> statement-breakpoint
-- Allegations that still stand.
create function live_allegations(kase uuid) returns setof allegations language sql stable
  set search_path = public, pg_temp as $$
  select * from allegations a where a.case_id = kase and not exists (
    select from case_acts w where w.case_id = kase and w.act = 'allegation-withdrawn' and w.about = a.number
  )
$$;
--> statement-breakpoint
-- Discipline was issued for a respondent, was not rescinded, and waits for a word: a finding under it was superseded,
-- or a grievance about it was allowed.
create function awaits_a_word(kase uuid, issue integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select (exists (
    select from case_acts i join discipline_grounds g on g.case_id = i.case_id and g.number = i.about
    where i.case_id = kase and i.number = issue and not is_settled_finding(kase, g.finding)
      and not exists (
        select from case_acts u where u.case_id = kase and u.act = 'upheld' and u.about = issue and u.number > (
          select coalesce(max(l.number), 0) from findings l join findings f on f.case_id = l.case_id and f.allegation = l.allegation
          where f.case_id = kase and f.number = g.finding
        )
      )
  ) or exists (
    select from case_acts v join case_acts e on e.case_id = v.case_id and e.act = 'grievance-ended' and e.about = v.number
    where v.case_id = kase and v.act = 'grieved' and v.about = issue and e.choice in ('allowed', 'allowed-in-part', 'settled')
      and not exists (
        select from case_acts u where u.case_id = kase and u.act = 'upheld' and u.about = issue and u.number > e.number
      )
  )) and not exists (
    select from case_acts r where r.case_id = kase and r.act = 'rescinded' and r.about = issue
  )
$$;
--> statement-breakpoint
-- A substantiated finding about which nothing was decided that stands: what was rescinded is decided anew.
create function is_undecided(kase uuid, found integer) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select not exists (
    select from discipline_grounds g join case_acts i on i.case_id = g.case_id and i.act = 'issued' and i.about = g.number
    where g.case_id = kase and g.finding = found and not exists (
      select from case_acts r where r.case_id = kase and r.act = 'rescinded' and r.about = i.number
    )
  ) and not exists (
    select from findings f join findings e on e.case_id = f.case_id and e.allegation = f.allegation
      join discipline_grounds g on g.case_id = e.case_id and g.finding = e.number
      join case_acts i on i.case_id = g.case_id and i.act = 'issued' and i.about = g.number
      join case_acts u on u.case_id = i.case_id and u.act = 'upheld' and u.about = i.number
    where f.case_id = kase and f.number = found and u.number > found and not exists (
      select from case_acts r where r.case_id = kase and r.act = 'rescinded' and r.about = i.number
    )
  )
$$;
--> statement-breakpoint
-- Where a case stands, by its acts.
create function stage_of_case(kase uuid) returns case_stage language sql stable
  set search_path = public, pg_temp as $$
  select case
    when exists (select from case_acts where case_id = kase and act = 'disposed') then 'disposed'
    when (
      select act = 'closed' from case_acts where case_id = kase and act in ('closed', 'reopened', 'grieved')
      order by number desc limit 1
    ) then 'closed'
    when t.choice is null
      or (t.choice = 'no-action' and not exists (
        select from case_acts c where c.case_id = kase and c.act = 'confirmed' and c.about = t.number
      )) then 'triage'
    when t.choice <> 'investigate' then 'conclusion'
    when not exists (select from live_allegations(kase)) or exists (
      select from live_allegations(kase) a where not exists (
        select from findings f where f.case_id = kase and f.allegation = a.number and is_settled_finding(kase, f.number)
      )
    ) then 'investigation'
    when exists (
      select from findings f where f.case_id = kase and f.outcome = 'substantiated'
        and is_settled_finding(kase, f.number) and is_undecided(kase, f.number)
    ) or exists (
      select from case_acts i where i.case_id = kase and i.act = 'issued' and awaits_a_word(kase, i.number)
    ) then 'decision'
    else 'conclusion'
  end::case_stage
  from (select 1) one left join lateral (
    select choice, number from case_acts where case_id = kase and act = 'triaged' order by number desc limit 1
  ) t on true
$$;
--> statement-breakpoint
-- A grievance has not ended yet.
create function is_grieved(kase uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (
    select from case_acts g where g.case_id = kase and g.act = 'grieved' and coalesce((
      select e.choice from case_acts e where e.case_id = kase and e.act = 'grievance-ended' and e.about = g.number
      order by e.number desc limit 1
    ), 'to-arbitration') = 'to-arbitration'
  )
$$;
--> statement-breakpoint
-- Something still has to be done before a case can be closed.
create function is_open_still(kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select stage_of_case(kase) <> 'conclusion'
    or exists (select from awaits_second(kase, day))
    or exists (
      select from case_acts i where i.case_id = kase and i.act = 'interim-begun' and not exists (
        select from case_acts e where e.case_id = kase and e.act = 'interim-ended' and e.about = i.number
      )
    )
    or is_grieved(kase)
    or exists (
      select from case_acts p where p.case_id = kase and p.act = 'paused' and not exists (
        select from case_acts r where r.case_id = kase and r.act = 'resumed' and r.about = p.number
      )
    )
    -- Whoever got a notice heard the outcome: after the last finding about them, or after their allegations went.
    or exists (
      select from case_acts n where n.case_id = kase and n.act = 'noticed' and not exists (
        select from case_acts o where o.case_id = kase and o.act in ('issued', 'informed') and o.person_id = n.person_id
          and o.number > greatest(n.number, (
            select coalesce(max(f.number), 0) from findings f where f.case_id = kase and f.respondent_id = n.person_id
          ), (
            select coalesce(max(r.number), 0) from case_acts r join case_acts i on i.case_id = r.case_id and i.number = r.about
            where r.case_id = kase and r.act in ('rescinded', 'upheld') and i.person_id = n.person_id
          ))
      )
    )
    or not exists (
      select from case_acts t where t.case_id = kase and t.act = 'reporter-told' and t.number > (
        select coalesce(max(number), 0) from case_acts where case_id = kase and act = 'reopened'
      )
    )
$$;
--> statement-breakpoint

-- A case can be disposed of: closed, kept for as long as its rule says, and under no hold.
create function is_disposable(kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select stage_of_case(kase) = 'closed'
    and day >= (select due_on from case_acts where case_id = kase and act = 'closed' order by number desc limit 1)
    and not exists (
      select from case_acts h where h.case_id = kase and h.act = 'held' and not exists (
        select from case_acts l where l.case_id = kase and l.act = 'hold-lifted' and l.about = h.number
      )
    )
$$;
--> statement-breakpoint
-- Whether an act follows from those before it, whoever does it.
create function case_act_follows(done case_acts) returns boolean language plpgsql stable
  set search_path = public, pg_temp as $$
declare
  kase uuid := done.case_id;
  stage case_stage := stage_of_case(done.case_id);
  is_open boolean := stage not in ('closed', 'disposed');
  is_investigated boolean := stage in ('investigation', 'decision', 'conclusion') and (
    select choice = 'investigate' from case_acts where case_id = kase and act = 'triaged' order by number desc limit 1
  );
  of case_acts%rowtype;
  is_respondent boolean := exists (
    select from respondents where case_id = kase and person_id = done.person_id
  );
begin
  select * into of from case_acts where case_id = kase and number = done.about;
  if done.about is not null and of.number is null then return false; end if;
  if done.act = 'opened' then return done.number = 1 and done.due_on >= done.acted_on; end if;
  if done.number = 1 then return false; end if;
  return case done.act
    when 'report-added' then is_open
    when 'respondent-named' then is_open and not is_respondent and done.person_id <> done."by"
    when 'party-named' then is_open
    when 'shut-out' then is_open and not exists (
      select from case_acts where case_id = kase and act = 'shut-out' and person_id = done.person_id
    ) and (done.choice = 'declared' or exists (
      -- Found in the reports of the case, with the form that brings them.
      select from case_acts where case_id = kase and act in ('opened', 'report-added') and form_id = done.form_id
    ))
    when 'triaged' then (stage = 'triage' or (stage in ('investigation', 'conclusion') and not exists (
      select from findings f where f.case_id = kase and is_live_finding(kase, f.number)
    )))
    when 'appointed' then is_investigated and is_here(done.person_id, done.acted_on)
      and not is_shut_out(done.person_id, kase, done.acted_on)
      and not exists (
        select from case_acts a where a.case_id = kase and a.act = 'appointed' and not exists (
          select from case_acts e where e.case_id = kase and e.act = 'appointment-ended' and e.about = a.number
        )
      ) and not exists (
        select from case_acts a where a.case_id = kase and a."by" = done.person_id
          and a.act in ('confirmed', 'declined', 'proposed', 'issued')
      )
    when 'declared' then is_open and of.act = 'appointed' and of.person_id = done."by" and not exists (
      select from case_acts where case_id = kase and act in ('declared', 'appointment-ended') and about = done.about
    )
    when 'appointment-ended' then is_open and of.act = 'appointed' and not exists (
      select from case_acts where case_id = kase and act = 'appointment-ended' and about = done.about
    )
    when 'interim-begun' then is_open and is_respondent and done.due_on > done.acted_on
    when 'interim-reviewed' then is_open and of.act = 'interim-begun' and done.due_on > done.acted_on and not exists (
      select from case_acts where case_id = kase and act = 'interim-ended' and about = done.about
    )
    when 'interim-ended' then is_open and of.act = 'interim-begun' and not exists (
      select from case_acts where case_id = kase and act = 'interim-ended' and about = done.about
    )
    when 'alleged' then is_investigated and is_respondent
    when 'allegation-withdrawn' then is_open and done.about in (select number from live_allegations(kase))
      and not exists (
        select from findings f where f.case_id = kase and f.allegation = done.about and is_live_finding(kase, f.number)
      )
    when 'noticed' then is_investigated and done.due_on > done.acted_on and exists (
      select from live_allegations(kase) l where l.respondent_id = done.person_id
    )
    when 'served' then is_open and of.act = 'noticed' and not exists (
      select from case_acts where case_id = kase and act = 'served' and about = done.about
    )
    when 'tried' then is_open and of.act = 'noticed' and exists (
      select from case_acts where case_id = kase and act = 'served' and about = done.about
    )
    when 'read' then stage <> 'disposed' and of.act in ('noticed', 'issued', 'informed') and of.person_id = done."by"
      and (of.act <> 'noticed' or exists (
        select from case_acts where case_id = kase and act = 'served' and about = done.about
      )) and not exists (
        select from case_acts where case_id = kase and act = 'read' and about = done.about
      )
    when 'responded' then is_open and of.act = 'noticed' and of.person_id = done.person_id
      and exists (select from case_acts where case_id = kase and act = 'served' and about = done.about)
      and (done.choice <> 'none' or (of.due_on < done.acted_on and 2 <= (
        select count(*) from case_acts where case_id = kase and act = 'tried' and about = done.about
      ) and not exists (
        select from case_acts where case_id = kase and act = 'responded' and about = done.about
      )))
      and (done.choice = 'response' or done."by" <> done.person_id)
    when 'interviewed' then is_investigated
      and (done.choice = 'offered' or not is_respondent or is_excepted(kase, 'representation', done.person_id, 0))
    when 'noted' then is_open
    when 'excepted' then is_investigated and is_respondent and (done.choice = 'review') = (done.about is not null)
      and (done.about is null or (of.act = 'found' and of.person_id = done.person_id
        and is_live_finding(kase, done.about) and not is_settled_finding(kase, done.about)))
    when 'found' then is_investigated and exists (
      select from live_allegations(kase) l where l.number = done.about and l.respondent_id = done.person_id
        and (is_excepted(kase, 'notice', done.person_id, l.number) or exists (
          select from case_acts n where n.case_id = kase and n.act = 'noticed' and n.person_id = done.person_id
            and n.number > l.number
            and exists (select from case_acts s where s.case_id = kase and s.act = 'served' and s.about = n.number)
            and (is_excepted(kase, 'response', done.person_id, l.number) or exists (
              select from case_acts r where r.case_id = kase and r.act = 'responded' and r.about = n.number
            ))
        ))
    )
    when 'proposed' then stage = 'decision' and is_respondent and done.about is not distinct from (
      select max(p.number) from case_acts p where p.case_id = kase and p.act = 'proposed'
        and p.person_id = done.person_id and is_live_discipline(kase, p.number)
        and not exists (select from case_acts i where i.case_id = kase and i.act = 'issued' and i.about = p.number)
    )
    when 'confirmed' then done.about in (select awaits_second(kase, done.acted_on)) and not exists (
      select from case_acts where case_id = kase and act = 'confirmed' and about = done.about and "by" = done."by"
    ) and (of.act <> 'disposal-proposed' or is_disposable(kase, done.acted_on))
    when 'declined' then done.about in (select awaits_second(kase, done.acted_on))
    when 'issued' then is_open and of.act = 'proposed' and of.person_id = done.person_id
      and is_live_discipline(kase, done.about) and is_approved(kase, done.about, done.acted_on)
      and not exists (select from case_acts where case_id = kase and act = 'issued' and about = done.about)
    when 'informed' then is_respondent and stage = 'conclusion' and not is_grieved(kase)
    when 'rescinded' then is_open and of.act = 'issued' and not exists (
      select from case_acts where case_id = kase and act = 'rescinded' and about = done.about
    )
    when 'upheld' then is_open and of.act = 'issued' and awaits_a_word(kase, done.about)
      and not exists (select from awaits_second(kase, done.acted_on) w (number)
        join case_acts a on a.case_id = kase and a.number = w.number and a.act = 'found')
      and exists (
        select from discipline_grounds g
          join findings f on f.case_id = g.case_id and f.number = g.finding
          join findings l on l.case_id = f.case_id and l.allegation = f.allegation
        where g.case_id = kase and g.number = of.about and l.outcome = 'substantiated' and is_settled_finding(kase, l.number)
      )
    when 'training-assigned' then is_open and is_respondent
    when 'grieved' then stage <> 'disposed' and done.due_on >= done.acted_on and of.act = 'issued' and of.person_id = done.person_id and exists (
        select from discipline d where d.case_id = kase and d.number = of.about and d.measure <> 'none'
      ) and not exists (
        select from case_acts g where g.case_id = kase and g.act = 'grieved' and g.about = done.about
      )
    when 'grievance-ended' then is_open and of.act = 'grieved' and coalesce((
        select choice from case_acts where case_id = kase and act = 'grievance-ended' and about = done.about
        order by number desc limit 1
      ), '') in ('', 'to-arbitration')
      and (done.choice <> 'to-arbitration' or not exists (
        select from case_acts where case_id = kase and act = 'grievance-ended' and about = done.about
      ))
    when 'reporter-told' then stage = 'conclusion' and not is_grieved(kase)
    when 'paused' then is_open and not exists (
      select from case_acts p where p.case_id = kase and p.act = 'paused' and not exists (
        select from case_acts r where r.case_id = kase and r.act = 'resumed' and r.about = p.number
      )
    )
    when 'resumed' then is_open and of.act = 'paused' and not exists (
      select from case_acts where case_id = kase and act = 'resumed' and about = done.about
    )
    when 'closed' then done.due_on >= done.acted_on and not is_open_still(kase, done.acted_on)
    when 'reopened' then stage = 'closed' and done.due_on >= done.acted_on
    when 'held' then stage <> 'disposed' and not exists (
      select from case_acts h where h.case_id = kase and h.act = 'held' and not exists (
        select from case_acts l where l.case_id = kase and l.act = 'hold-lifted' and l.about = h.number
      )
    )
    when 'hold-lifted' then stage <> 'disposed' and of.act = 'held' and not exists (
      select from case_acts where case_id = kase and act = 'hold-lifted' and about = done.about
    )
    when 'disposal-proposed' then is_disposable(kase, done.acted_on) and not exists (
      select from awaits_second(kase, done.acted_on)
    )
    when 'disposed' then of.act = 'disposal-proposed' and is_disposable(kase, done.acted_on) and exists (
      select from case_acts c where c.case_id = kase and c.act = 'confirmed' and c.about = done.about and c."by" = done."by"
    )
    else false
  end;
end $$;
--> statement-breakpoint
-- The investigator of a case said that nothing stands between them and it.
create function has_declared(someone uuid, kase uuid, day date) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select investigates_case(someone, kase, day) and exists (
    select from case_acts d join case_acts a on a.case_id = d.case_id and a.number = d.about
    where d.case_id = kase and d.act = 'declared' and a.person_id = someone and not exists (
      select from case_acts e where e.case_id = kase and e.act = 'appointment-ended' and e.about = a.number
    )
  )
$$;
--> statement-breakpoint
-- Whether somebody may do an act on its day.
create function may_do_case_act(done case_acts) returns boolean language sql stable
  set search_path = public, pg_temp as $$
  select case
    when done.act = 'read' or (done.act in ('responded', 'grieved') and done."by" = done.person_id) then exists (
      select from respondents r where r.case_id = done.case_id and r.person_id = done."by"
    )
    when done.act = 'shut-out' and done.choice = 'declared'
      then done."by" = done.person_id and sees_case(done."by", done.case_id, done.acted_on)
    when done.act in ('confirmed', 'declined') then exists (
      select from seconds_for(done.case_id, done.about, done.acted_on) s
      where s.person_id = done."by" and (s.is_manager or done.choice is distinct from 'as-city-manager')
    )
    when done.act = 'disposed' then exists (
      select from seconds_for(done.case_id, done.about, done.acted_on) s where s.person_id = done."by"
    )
    when done.act = 'noted' then sees_case(done."by", done.case_id, done.acted_on) and (
      not investigates_case(done."by", done.case_id, done.acted_on)
      or has_declared(done."by", done.case_id, done.acted_on) or handles_case(done."by", done.case_id, done.acted_on)
    )
    when done.act = 'declared' then investigates_case(done."by", done.case_id, done.acted_on)
    when done.act in ('noticed', 'found', 'interviewed') then has_declared(done."by", done.case_id, done.acted_on)
    when done.act in ('alleged', 'allegation-withdrawn', 'served', 'tried', 'responded', 'excepted', 'party-named', 'respondent-named')
      then has_declared(done."by", done.case_id, done.acted_on) or handles_case(done."by", done.case_id, done.acted_on)
    when done.act in ('proposed', 'issued', 'informed', 'rescinded', 'upheld', 'closed')
      then decides_case(done."by", done.case_id, done.acted_on)
    else handles_case(done."by", done.case_id, done.acted_on) or decides_case(done."by", done.case_id, done.acted_on)
  end
$$;
--> statement-breakpoint
create function check_case_act() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.case_id::text, 6));
  if new.number <> (select coalesce(max(number), 0) + 1 from case_acts where case_id = new.case_id) then
    raise exception 'acts stand in order'
      using errcode = 'check_violation', constraint = 'case_acts_stand_in_order';
  end if;
  -- Who may act is asked for the day of the act: a day long gone would give back what has ended.
  if exists (
    select from case_acts a where a.case_id = new.case_id and a.number = new.number - 1
      and (a.acted_on > new.acted_on or a.acted_at > new.acted_at)
  ) or exists (
    select from cases c where c.id = new.case_id and (c.opened_on > new.acted_on or c.opened_at > new.acted_at)
  ) then
    raise exception 'no act is earlier than the one before it'
      using errcode = 'check_violation', constraint = 'case_acts_are_never_earlier';
  end if;
  if not coalesce(may_do_case_act(new), false) then
    raise exception 'this act is not for this person to do on that day'
      using errcode = 'check_violation', constraint = 'case_acts_are_of_those_who_may';
  end if;
  if not coalesce(case_act_follows(new), false) then
    raise exception 'this act does not follow from what was done before'
      using errcode = 'check_violation', constraint = 'case_acts_follow';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_acts_follow before insert on case_acts
  for each row execute function check_case_act();
--> statement-breakpoint
create function name_respondent() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into respondents (case_id, person_id) values (new.case_id, new.person_id);
  return null;
end $$;
--> statement-breakpoint
create trigger case_acts_name_respondents after insert on case_acts
  for each row when (new.act = 'respondent-named') execute function name_respondent();
--> statement-breakpoint
-- Disposal destroys the key of a case and those of its reports: what they encrypted is unreadable from then on.
create function destroy_case_keys() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  update data_keys set wrapped_key = null, wrapped_by = null where id in (
    select key_id from cases where id = new.case_id
    union select r.key_id from case_reports c join violation_reports r on r.id = c.report_id where c.case_id = new.case_id
  );
  return null;
end $$;
--> statement-breakpoint
-- Nothing else destroys a key.
create or replace function check_data_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or new.id <> old.id or old.wrapped_key is null then
    raise exception 'a key is wrapped anew or destroyed, and never comes back'
      using errcode = 'restrict_violation', constraint = 'data_keys_stay_destroyed';
  end if;
  if new.wrapped_key is null and not exists (
    select from case_acts a join cases c on c.id = a.case_id
    where a.act = 'disposed' and (c.key_id = new.id or exists (
      select from case_reports o join violation_reports r on r.id = o.report_id
      where o.case_id = c.id and r.key_id = new.id
    ))
  ) then
    raise exception 'a key is destroyed with its case, and by nothing else'
      using errcode = 'restrict_violation', constraint = 'data_keys_are_destroyed_with_their_case';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_acts_destroy_keys after insert on case_acts
  for each row when (new.act = 'disposed') execute function destroy_case_keys();
--> statement-breakpoint
create function check_allegation() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  stated case_acts%rowtype;
begin
  select * into stated from case_acts where case_id = new.case_id and number = new.number;
  if stated.act <> 'alleged' or stated.person_id <> new.respondent_id then
    raise exception 'an allegation is an act that states it'
      using errcode = 'check_violation', constraint = 'case_acts_come_whole';
  end if;
  if new.posted_until > stated.acted_on then
    raise exception 'what is alleged was posted before'
      using errcode = 'check_violation', constraint = 'allegations_are_of_the_past';
  end if;
  if not exists (
    select from policy_versions v where v.id = new.version_id and v.effective_on <= new.posted_until
      and not exists (
        select from policy_versions l where l.policy = v.policy and l.number > v.number and l.effective_on <= new.posted_from
      )
      and v.content::jsonb -> 'policy' -> 'clauses' ? new.clause
  ) then
    raise exception 'an allegation cites a clause of the version in force on the day of the post'
      using errcode = 'check_violation', constraint = 'allegations_cite_the_version_in_force';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger allegations_cite_the_version_in_force before insert on allegations
  for each row execute function check_allegation();
--> statement-breakpoint
create function check_case_detail() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  done case_acts%rowtype;
begin
  select * into done from case_acts where case_id = new.case_id and number = new.number;
  if done.person_id is distinct from new.respondent_id
    or done.act <> (case tg_table_name when 'findings' then 'found' else 'proposed' end)::case_act
    or (tg_table_name = 'findings' and done.about is distinct from (to_jsonb(new) ->> 'allegation')::smallint)
    or (tg_table_name = 'discipline' and (to_jsonb(new) ->> 'sunset_on')::date <= done.acted_on) then
    raise exception 'a finding or discipline is an act of the same case about the same person'
      using errcode = 'check_violation', constraint = 'case_acts_come_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger findings_are_of_their_act before insert on findings
  for each row execute function check_case_detail();
--> statement-breakpoint
create trigger discipline_is_of_its_act before insert on discipline
  for each row execute function check_case_detail();
--> statement-breakpoint
create function check_discipline_ground() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not is_settled_finding(new.case_id, new.finding) or not is_undecided(new.case_id, new.finding) then
    raise exception 'discipline rests on reviewed findings that stand and about which nothing was decided'
      using errcode = 'check_violation', constraint = 'discipline_rests_on_findings_that_stand';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger discipline_rests_on_findings_that_stand before insert on discipline_grounds
  for each row execute function check_discipline_ground();
--> statement-breakpoint
-- A row that belongs to an act comes in the transaction of that act: nothing is added to what was done.
create function check_same_transaction() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from case_acts a where a.case_id = new.case_id and a.xmin = pg_current_xact_id()::xid
      and a.number = (to_jsonb(new) ->> 'number')::smallint
  ) then
    raise exception 'what belongs to an act comes with it'
      using errcode = 'check_violation', constraint = 'case_acts_come_whole';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger allegations_come_with_their_act after insert on allegations
  deferrable initially deferred for each row execute function check_same_transaction();
--> statement-breakpoint
create constraint trigger findings_come_with_their_act after insert on findings
  deferrable initially deferred for each row execute function check_same_transaction();
--> statement-breakpoint
create constraint trigger discipline_comes_with_its_act after insert on discipline
  deferrable initially deferred for each row execute function check_same_transaction();
--> statement-breakpoint
create constraint trigger discipline_grounds_come_with_their_act after insert on discipline_grounds
  deferrable initially deferred for each row execute function check_same_transaction();
--> statement-breakpoint
-- At the end of its transaction an act has all that belongs to it, and the case stands where its acts put it.
create function check_case_act_whole() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if not (case new.act
    when 'opened' then exists (select from case_reports where case_id = new.case_id)
    when 'report-added' then exists (
      select from case_reports r where r.case_id = new.case_id and r.xmin = pg_current_xact_id()::xid
    )
    when 'alleged' then exists (select from allegations where case_id = new.case_id and number = new.number)
    when 'found' then exists (select from findings where case_id = new.case_id and number = new.number)
    when 'proposed' then exists (select from discipline_grounds where case_id = new.case_id and number = new.number)
    when 'confirmed' then exists (
      select from case_acts d where d.case_id = new.case_id and d.act = 'disposed' and d.about = new.about
    ) or not exists (
      select from case_acts p where p.case_id = new.case_id and p.number = new.about and p.act = 'disposal-proposed'
    )
    else true
  end) then
    raise exception 'an act comes with all that belongs to it'
      using errcode = 'check_violation', constraint = 'case_acts_come_whole';
  end if;
  perform stand_case(new.case_id, new.acted_on);
  return null;
end $$;
--> statement-breakpoint
-- A report comes into a case with an act of somebody who could handle it, not before it was filed.
create function check_case_report() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  bringing case_acts%rowtype;
begin
  select * into bringing from case_acts a where a.case_id = new.case_id and a.act in ('opened', 'report-added')
    and a.xmin = pg_current_xact_id()::xid order by a.number desc limit 1;
  if bringing.number is null or (select filed_on from violation_reports where id = new.report_id) > bringing.acted_on then
    raise exception 'a report comes into a case with an act, after it was filed'
      using errcode = 'check_violation', constraint = 'case_acts_come_whole';
  end if;
  perform refuse_report_handler(new.report_id, bringing."by");
  if is_shut_out(bringing."by", new.case_id, bringing.acted_on) then
    raise exception 'nobody brings a report into a case in which they may have no part'
      using errcode = 'check_violation', constraint = 'reports_are_handled_by_others';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger case_reports_come_with_their_act after insert on case_reports
  deferrable initially deferred for each row execute function check_case_report();
--> statement-breakpoint
create function stand_case(kase uuid, day date) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  now_at case_stage := stage_of_case(kase);
  was_at case_stage := (select stage from case_standings where case_id = kase);
  paused boolean := exists (
    select from case_acts p where p.case_id = kase and p.act = 'paused' and not exists (
      select from case_acts r where r.case_id = kase and r.act = 'resumed' and r.about = p.number
    )
  );
begin
  if was_at is distinct from now_at then
    insert into case_stages (case_id, number, stage, from_on)
    select kase, coalesce(max(number), 0) + 1, now_at, day from case_stages where case_id = kase;
  end if;
  insert into case_standings as s (case_id, stage, stage_on, due_on, is_paused, is_held, is_awaited, investigator_id, last_number)
  values (
    kase, now_at, day,
    case when paused then null else (
      select due_on from case_acts where case_id = kase and due_on is not null
        and act = any (case when now_at in ('closed', 'disposed') then array['closed']
          else array['opened', 'resumed', 'reopened', 'grieved'] end::case_act[])
      order by number desc limit 1
    ) end,
    paused,
    exists (
      select from case_acts h where h.case_id = kase and h.act = 'held' and not exists (
        select from case_acts l where l.case_id = kase and l.act = 'hold-lifted' and l.about = h.number
      )
    ),
    exists (select from awaits_second(kase, day)),
    (
      select a.person_id from case_acts a where a.case_id = kase and a.act = 'appointed' and not exists (
        select from case_acts e where e.case_id = kase and e.act = 'appointment-ended' and e.about = a.number
      )
    ),
    (select max(number) from case_acts where case_id = kase)
  )
  on conflict (case_id) do update set
    stage = excluded.stage,
    stage_on = case when s.stage = excluded.stage then s.stage_on else excluded.stage_on end,
    due_on = excluded.due_on, is_paused = excluded.is_paused, is_held = excluded.is_held,
    is_awaited = excluded.is_awaited, investigator_id = excluded.investigator_id, last_number = excluded.last_number;
end $$;
--> statement-breakpoint
revoke execute on function stand_case(uuid, date) from public;
--> statement-breakpoint
create constraint trigger case_acts_come_whole after insert on case_acts
  deferrable initially deferred for each row execute function check_case_act_whole();
--> statement-breakpoint
create function check_case_whole() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from case_acts where case_id = new.id and number = 1 and "by" = new.opened_by and acted_on = new.opened_on) then
    raise exception 'a case begins with the act that opens it'
      using errcode = 'check_violation', constraint = 'cases_begin_with_an_act';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger cases_begin_with_an_act after insert on cases
  deferrable initially deferred for each row execute function check_case_whole();
--> statement-breakpoint

-- A key is that of one report, one exchange or one case. Of two at once with the same one, the second waits.
create or replace function check_one_holder() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.key_id::text, 12));
  if (
    select count(*) from (
      select from violation_reports where key_id = new.key_id
      union all select from exchanges where key_id = new.key_id
      union all select from cases where key_id = new.key_id
    ) holders
  ) > 0 then
    raise exception 'a key is that of one report, one exchange or one case'
      using errcode = 'check_violation', constraint = 'data_keys_have_one_holder';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger cases_have_their_own_key before insert on cases
  for each row execute function check_one_holder();
--> statement-breakpoint
-- Whom a report is about, and who was found to have a conflict in it, is said when it is filed; later somebody can
-- only step aside. Of a report in a case also who gets a grant by which they could handle it, in the same transaction.
create or replace function check_report_part() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
    select from violation_reports where id = new.report_id and xmin = pg_current_xact_id()::xid
  ) and not exists (
    select from report_acts
    where report_id = new.report_id and act = 'stepped-aside'
      and to_jsonb(new) ->> 'reason' = 'stepped-aside' and "by"::text = to_jsonb(new) ->> 'person_id'
  ) and not (tg_table_name = 'report_conflicts' and exists (
    select from case_reports where report_id = new.report_id
  ) and exists (
    select from grants g
    where g.person_id::text = to_jsonb(new) ->> 'person_id' and g.xmin = pg_current_xact_id()::xid
      and g.revoked_at is null and g.role in ('hr-cases', 'city-manager', 'outside-officer')
  )) then
    raise exception 'a report gets no further subject and no further conflict'
      using errcode = 'restrict_violation', constraint = 'reports_are_filed_whole';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Of evidence somebody added to a case: where it comes from and what it shows, encrypted under the case's key.
alter table held_evidence add column sourced bytea;
--> statement-breakpoint
-- Evidence keeps no trace of an anonymous reporter, and is added by those who may act where it is held.
create or replace function check_held_evidence() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  report violation_reports%rowtype;
  exchange uuid;
  kase uuid;
begin
  select * into report from violation_reports where key_id = new.key_id;
  select id into exchange from exchanges where key_id = new.key_id;
  select id into kase from cases where key_id = new.key_id;
  if report.id is null and exchange is null and kase is null then
    raise exception 'evidence is held by a report, an exchange or a case'
      using errcode = 'check_violation', constraint = 'held_evidence_has_a_holder';
  end if;
  if kase is not null then
    -- What a case takes over from its reports was added there, by whom it was.
    if not exists (
      select from held_evidence h join violation_reports r on r.key_id = h.key_id
        join case_reports c on c.report_id = r.id
      where h.file_id = new.file_id and c.case_id = kase and h."by" is not distinct from new."by"
    ) and not (new."by" is not null and stage_of_case(kase) not in ('closed', 'disposed') and (
      handles_case(new."by", kase, new.added_on) or has_declared(new."by", kase, new.added_on) or exists (
        select from case_acts s join case_acts n on n.case_id = s.case_id and n.number = s.about
        where s.case_id = kase and s.act = 'served' and n.person_id = new."by"
      )
    )) then
      raise exception 'evidence of a case is added by who investigates or handles it, or by its respondent'
        using errcode = 'check_violation', constraint = 'case_evidence_is_of_those_who_may';
    end if;
    -- What came with a report or from its respondent is known to.
    if new.sourced is null and not exists (
      select from respondents s where s.case_id = kase and s.person_id = new."by"
    ) and not exists (
      select from held_evidence h join violation_reports r on r.key_id = h.key_id
        join case_reports c on c.report_id = r.id
      where h.file_id = new.file_id and c.case_id = kase
    ) then
      raise exception 'evidence of a case says where it comes from'
        using errcode = 'check_violation', constraint = 'case_evidence_has_a_source';
    end if;
    return new;
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

do $$
declare
  kept text;
begin
  foreach kept in array array[
    'cases', 'case_acts', 'case_reports', 'respondents', 'allegations', 'findings', 'discipline', 'discipline_grounds',
    'case_stages', 'case_views'
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
grant select, insert on cases, case_acts, case_reports, allegations, findings, discipline, discipline_grounds, case_views
  to signpost_portal;
--> statement-breakpoint
grant select on respondents, case_standings, case_stages to signpost_portal;
