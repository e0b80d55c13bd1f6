import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Executor } from "../../db.ts";
import { mayGrantRoles, type Viewer } from "../viewer.ts";

/** By which account at a provider somebody was known, and when. The account itself is not told. */
export type ProviderLink = {
  id: string;
  provider: string;
  /** What the provider was called at the portal's last start. */
  label: string;
  matchedBy: "email" | "employee-number";
  linkedAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
};

/** A person's links, newest first: to themselves, to Human Resources and the auditor, and to administrators. */
export async function readProviderLinks(
  viewer: Viewer,
  db: Executor,
  personId: string,
): Promise<ProviderLink[]> {
  const isOwn = sql`l.person_id = ${viewer.personId}`;
  const rows = await db.execute<{ [column in keyof ProviderLink]: string }>(sql`
    select l.id, l.provider, p.label, l.matched_by as "matchedBy", l.linked_at as "linkedAt",
      l.ended_at as "endedAt", b.given_name || ' ' || b.family_name as "endedBy"
    from provider_links l join providers p on p.id = l.provider left join people b on b.id = l.ended_by
    where l.person_id = ${personId} and (${isOwn} or ${isSeenBy(viewer)} or ${mayGrantRoles(viewer)})
    order by l.linked_at desc, l.id`);
  // Drizzle takes the date parsers off its client: moments arrive as text.
  return rows.map(({ linkedAt, endedAt, ...row }) => ({
    ...(row as Pick<ProviderLink, "id" | "provider" | "label" | "matchedBy" | "endedBy">),
    linkedAt: new Date(linkedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}
