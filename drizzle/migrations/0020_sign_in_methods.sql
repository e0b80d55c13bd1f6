-- How somebody showed who they are when a session began. Sessions of before end: what they showed was not kept.
delete from sessions;
--> statement-breakpoint
create type sign_in_method as enum ('password', 'set-up-code', 'passkey', 'provider');
--> statement-breakpoint
alter table sessions
  add column method sign_in_method not null,
  add column has_second_factor boolean not null;
