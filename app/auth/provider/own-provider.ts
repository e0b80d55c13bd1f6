import { sql } from "drizzle-orm";
import type { Portal } from "../../portal.ts";
import type { Viewer } from "../viewer.ts";
import { freshSeconds, type Provider } from "./provider.ts";

/**
 * Where a viewer shows again who they are: at the provider that began this session, or at the one for which they have no
 * password. Null: by what they have here.
 */
export async function whereToProve(
  viewer: Viewer,
  { db, providers }: Pick<Portal, "db" | "providers">,
): Promise<Provider | null> {
  if (providers.offered.length === 0) return null;
  const rows = await db.execute<{ provider: string }>(sql`
    select p.id as provider
    from provider_links l join providers p on p.issuer = l.issuer
      left join sessions s on s.link_id = l.id and s.id = ${viewer.sessionId}
    where l.person_id = ${viewer.personId} and l.ended_at is null and p.is_offered
      and (s.id is not null or (p.has_passwords_off and has_passwords_off(l.person_id))
        or not exists (select from credentials c where c.person_id = l.person_id))
    order by s.id nulls last limit 1`);
  return providers.find(rows[0]?.provider) ?? null;
}

/** The provider at which this session was begun, for signing out there too. */
export async function providerOfSession(
  { sessionId }: { sessionId: string },
  { db, providers }: Pick<Portal, "db" | "providers">,
): Promise<Provider | null> {
  const rows = await db.execute<{ provider: string }>(sql`
    select p.id as provider
    from sessions s join provider_links l on l.id = s.link_id
      join providers p on p.issuer = l.issuer and p.is_offered
    where s.id = ${sessionId}`);
  return providers.find(rows[0]?.provider) ?? null;
}

/**
 * Whether this session began with a sign-in anew at a provider, at most five minutes ago: for acts that ask who is there
 * once more. `/sign-in/with/<id>?again=yes&to=…` is the way to one.
 */
export async function wasShownAnew(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
): Promise<boolean> {
  const [found] = await db.execute<{ at: string | null }>(sql`
    select shown_anew_at as at from sessions where id = ${viewer.sessionId}`);
  return found?.at ? now().getTime() - new Date(found.at).getTime() <= freshSeconds * 1000 : false;
}
