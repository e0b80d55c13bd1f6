-- Signing out at a provider ends the sessions here that began there (OpenID Connect Back-Channel Logout 1.0).
alter table sessions
  -- SHA-256 of issuer and "sid": which session at the provider this one came from, where its token said so.
  add column sid_hash text,
  add constraint sessions_by_provider_alone_have_a_sid check (sid_hash is null or link_id is not null);
--> statement-breakpoint
create index sessions_by_sid on sessions (sid_hash) where sid_hash is not null;
--> statement-breakpoint
-- What a provider said of somebody who signed out there, for as long as it could be said twice. Hashes only.
create table provider_sign_outs (
  -- SHA-256 of issuer and "jti": a logout token counts once.
  token_hash text primary key,
  account_hash text,
  sid_hash text,
  -- As the token says: who signs in there afterwards is not meant.
  issued_at timestamptz not null,
  taken_at timestamptz not null,
  constraint provider_sign_outs_say_who check (account_hash is not null or sid_hash is not null)
);
--> statement-breakpoint
create index provider_sign_outs_by_taking on provider_sign_outs (taken_at);
--> statement-breakpoint
grant select, insert, delete on provider_sign_outs to signpost_portal;
