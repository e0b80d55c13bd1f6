-- Severing: what is to be removed from exports of a case that somebody may ask for, as who handles it marked it.
create table case_severances (
  case_id uuid not null references cases (id),
  number smallint not null,
  -- The form it came from: sent again, it adds nothing more.
  form_id uuid not null,
  by uuid not null references people (id),
  marked_on date not null,
  marked_at timestamptz not null,
  -- The number of the earlier mark that this one takes back.
  revokes smallint,
  -- Which words on which ground, or which part is left out: encrypted. None where a mark is taken back.
  words bytea,
  constraint case_severances_pkey primary key (case_id, number),
  constraint case_severances_mark_or_take_back check ((words is null) = (revokes is not null)),
  constraint case_severances_take_back_what_was_marked
    foreign key (case_id, revokes) references case_severances (case_id, number),
  constraint case_severances_are_taken_back_once unique (case_id, revokes),
  constraint case_severances_have_the_day_of_their_moment
    check (marked_on - (marked_at at time zone 'UTC')::date between -1 and 1)
);
--> statement-breakpoint
create index case_severances_by_form on case_severances (form_id);
--> statement-breakpoint
create function check_case_severance() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.case_id::text, 6));
  if new.number <> (select coalesce(max(number), 0) + 1 from case_severances where case_id = new.case_id)
    or new.revokes >= new.number
    or new.marked_on < (select max(marked_on) from case_severances where case_id = new.case_id) then
    raise exception 'marks stand in order'
      using errcode = 'check_violation', constraint = 'case_severances_stand_in_order';
  end if;
  if stage_of_case(new.case_id) = 'disposed' or not handles_case(new."by", new.case_id, new.marked_on) then
    raise exception 'what is severed is for who handles the case to say'
      using errcode = 'check_violation', constraint = 'case_severances_are_of_who_handles_the_case';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger case_severances_are_of_who_handles_the_case before insert on case_severances
  for each row execute function check_case_severance();
--> statement-breakpoint
create trigger case_severances_never_change before update or delete on case_severances
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger case_severances_are_never_truncated before truncate on case_severances
  for each statement execute function refuse_change();
--> statement-breakpoint
grant select, insert on case_severances to signpost_portal;
--> statement-breakpoint
-- The records of a case, for its export. Found in the text, not in JSON parsed: PostgreSQL's JSON cannot say U+0000,
-- and a record keeps every character. Inside a string the quotation marks of the key would be escaped.
create index ledger_records_of_cases on ledger_records ((substring(body from '"case":"([^"]*)"')))
  where substring(body from '"case":"([^"]*)"') is not null;
