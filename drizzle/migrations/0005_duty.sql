-- What HR chose when it published a version: for whom it is, and how long people have.
create table publications (
  version_id uuid primary key references policy_versions (id),
  days_to_complete smallint not null,
  audience jsonb not null,
  constraint publications_give_time check (days_to_complete between 1 and 999)
);
--> statement-breakpoint
create trigger publications_never_change before update or delete on publications
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger publications_are_never_truncated before truncate on publications
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger publications_come_with_their_version before insert on publications
  for each row execute function check_version_part();
--> statement-breakpoint
grant select, insert on publications to signpost_portal;
