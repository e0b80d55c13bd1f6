-- The ledger for others: what a list of records is found by, and the daily mail of the latest seal.

-- One a sealed record, in ledger order. Of a private record it never holds by whom or about whom it is: which
-- those are, app/ledger/private-acts.ts says, when a record is sealed. It is no evidence: it can be made anew.
create table listed_records (
  seal integer not null,
  position integer not null,
  act text not null,
  is_private boolean not null,
  about uuid,
  by uuid,
  constraint listed_records_pkey primary key (seal, position),
  constraint listed_records_stand_under_a_seal foreign key (seal) references ledger_seals (number),
  constraint listed_records_keep_the_private
    check (not is_private or (about is null and by is null))
);
--> statement-breakpoint
create index listed_records_by_act on listed_records (act, seal, position);
--> statement-breakpoint
create index listed_records_about on listed_records (about, seal, position) where about is not null;
--> statement-breakpoint
create index listed_records_by on listed_records (by, seal, position) where by is not null;
--> statement-breakpoint
create index ledger_records_of_openings on ledger_records ((body::json -> 'facts' ->> 'exchange'))
  where act = 'open-exchange';
--> statement-breakpoint
create index ledger_seals_by_moment on ledger_seals (sealed_at, number);
--> statement-breakpoint
grant select on listed_records to signpost_portal;
--> statement-breakpoint
-- What was sealed before this migration, by the acts that were open then.
insert into listed_records (seal, position, act, is_private, about, by)
select seal, position, act, is_private,
  case when not is_private then about end,
  case when not is_private and by ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then by::uuid end
from (
  select l.seal, l.position, r.act, r.about, r.body::json ->> 'by' as by,
    not (r.act = any (array[
      'acknowledge', 'publish-version', 'assign', 'end-assignment', 'move-due-day', 'make-rule', 'end-rule',
      'grant-role', 'revoke-role', 'issue-set-up-code', 'set-password', 'add-person', 'change-person',
      'record-employment', 'record-leave', 'record-exemption', 'end-exemption', 'import-directory',
      'change-employment', 'change-leave', 'remind-by-hand', 'export-attestations', 'record-authorization',
      'export-authorizations', 'make-evidence-packet'
    ]) or (r.act = any (array[
      'notice-sent', 'notice-refused', 'notice-handed-over', 'notice-counted-as-sent', 'notice-came-back',
      'notice-withdrawn', 'notice-asked-again'
    ]) and coalesce(r.body::json -> 'facts' ->> 'kind' = any (array[
      'publication-heads', 'publication-staff', 'assignment', 'due-soon', 'due-today', 'overdue', 'escalation',
      'digest-supervisor', 'digest-hr'
    ]), false))) as is_private
  from ledger_leaves l join ledger_records r on r.id = l.record_id
) sealed;
--> statement-breakpoint

alter type notice_kind add value 'latest-seal';
--> statement-breakpoint
-- Which seal a notice of the latest seal tells of; a person is told of a seal once.
alter table notices
  add column seal integer constraint notices_tell_of_a_seal references ledger_seals (number),
  add constraint notices_of_a_seal_name_it check ((kind::text = 'latest-seal') = (seal is not null)),
  add constraint notices_tell_of_a_seal_once unique (person_id, seal);
