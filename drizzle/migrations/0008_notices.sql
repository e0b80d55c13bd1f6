create type notice_kind as enum (
  'publication-heads', 'publication-staff', 'assignment', 'due-soon', 'due-today', 'overdue', 'escalation',
  'digest-supervisor', 'digest-hr'
);
--> statement-breakpoint
-- A message the portal owes someone, once: the key says for what. Only how it fared is ever changed.
create table notices (
  id uuid primary key default gen_random_uuid(),
  key text not null constraint notices_are_owed_once unique,
  kind notice_kind not null,
  person_id uuid not null references people (id),
  assignment_id uuid references assignments (id),
  version_id uuid references policy_versions (id),
  owed_at timestamptz not null
);
--> statement-breakpoint
create index notices_by_person on notices (person_id, owed_at);
--> statement-breakpoint
grant select, insert on notices to signpost_portal;
