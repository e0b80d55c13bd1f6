import { sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import type { Viewer } from "./viewer.ts";

/** By what somebody signs in, and since when: whoever confirms a role for them asks them whether it is theirs. */
export type WaysIn = {
  passwordSetAt: Date | null;
  /** It does not count, because they sign in at a provider that wants it so. */
  isPasswordOff: boolean;
  /** The last code a password was set with; `by` null: of whoever runs the server. */
  code: { usedAt: Date; by: string | null } | null;
  factors: { kind: "app" | "passkey"; since: Date }[];
  links: { label: string; since: Date; isOwn: boolean }[];
};

/**
 * How the person of a request for a role signs in, to those who may confirm it, while it waits; null to anyone else. A
 * password or second factor from before a role works after it, whoever set it up.
 */
export async function readWaysIn(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
  request: number,
): Promise<WaysIn | null> {
  const [row] = await db.execute<
    { passwordSetAt: string | null; isPasswordOff: boolean } & Lists
  >(sql`
    select (select c.set_at from credentials c where c.person_id = r.person_id) as "passwordSetAt",
      has_passwords_off(r.person_id) as "isPasswordOff",
      (
        select json_build_object('usedAt', k.used_at, 'by', b.given_name || ' ' || b.family_name)
        from set_up_codes k left join people b on b.id = k.issued_by
        where k.person_id = r.person_id and k.used_at is not null order by k.used_at desc limit 1
      ) as code,
      (
        select coalesce(json_agg(f order by f.since desc), '[]') from (
          select 'app' as kind, a.confirmed_at as since from authenticator_apps a
          where a.person_id = r.person_id and a.confirmed_at is not null and a.ended_at is null
          union all
          select 'passkey', k.made_at from passkeys k
          where k.person_id = r.person_id and k.ended_at is null
        ) f
      ) as factors,
      (
        select coalesce(json_agg(json_build_object('label', p.label, 'since', l.linked_at,
          'isOwn', l.within_session is not null) order by l.linked_at desc), '[]')
        from provider_links l join providers p on p.id = l.provider
        where l.person_id = r.person_id and l.ended_at is null
      ) as links
    from grant_requests r
    where r.number = ${request} and grant_request_waits(r.number, ${now().toISOString()}::timestamptz)
      and ${viewer.personId} in (select answerers_of_grant_request(r.number))`);
  if (!row) return null;
  const { passwordSetAt, isPasswordOff, code, factors, links } = row;
  const moment = <Of extends { since: string }>(one: Of) => ({
    ...one,
    since: new Date(one.since),
  });
  return {
    passwordSetAt: passwordSetAt === null ? null : new Date(passwordSetAt),
    isPasswordOff,
    code: code && { by: code.by, usedAt: new Date(code.usedAt) },
    factors: factors.map(moment),
    links: links.map(moment),
  };
}

type Lists = {
  code: { usedAt: string; by: string | null } | null;
  factors: { kind: "app" | "passkey"; since: string }[];
  links: { label: string; since: string; isOwn: boolean }[];
};
