import { sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import { shownFor } from "./case-roles.ts";
import { type GrantedRole, mayGrantRoles, mayHandleReports, type Viewer } from "./viewer.ts";

/** A role with a part in cases that is held no more. */
export type EndedGrant = {
  id: string;
  role: GrantedRole;
  /** Whose it was. */
  name: string;
  endedAt: Date;
  /** Who revoked it; null: its last day was over, or they left. */
  endedBy: string | null;
};

/** Roles with a part in cases that ended in the last months, the last first; to who has no say in them there is none. */
export async function readEndedGrants(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
): Promise<EndedGrant[]> {
  if (!mayGrantRoles(viewer) && !mayHandleReports(viewer)) return [];
  const rows = await db.execute<Omit<EndedGrant, "endedAt"> & { endedAt: string }>(sql`
    select g.id, g.role, p.given_name || ' ' || p.family_name as name, g.revoked_at as "endedAt",
      b.given_name || ' ' || b.family_name as "endedBy"
    from given_grants g join people p on p.id = g.person_id left join people b on b.id = g.revoked_by
    where is_case_role(g.role)
      and g.revoked_at > ${now().toISOString()}::timestamptz - make_interval(days => ${shownFor})
    order by g.revoked_at desc, g.id limit 100`);
  return rows.map(({ endedAt, ...row }) => ({ ...row, endedAt: new Date(endedAt) }));
}
