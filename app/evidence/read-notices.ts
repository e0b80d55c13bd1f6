import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { standsAt } from "../notices/notice.ts";
import type { Portal } from "../portal.ts";
import type { PacketNotice } from "./packet.ts";
import { iso } from "./read-history.ts";

/**
 * The notices owed to a person about a version or their own assignments of it, oldest first, each with
 * every step of its serving. What told them of other people is not among them.
 */
export async function readPacketNotices(
  viewer: Viewer,
  portal: Portal,
  { personId, versionId }: { personId: string; versionId: string },
): Promise<PacketNotice[]> {
  const rows = await portal.db.execute<PacketNotice>(sql`
    select n.id, n.kind, n.assignment_id as assignment, n.due_on::text as due_on, n.owed_at,
      o.given_name || ' ' || o.family_name as owed_by, ${standsAt(portal.now())} as state, (
        select coalesce(json_agg(json_build_object('step', s.step, 'at', s.at,
          'by', b.given_name || ' ' || b.family_name, 'address', s.address, 'reason', s.reason,
          'subject', s.subject, 'digest', s.digest) order by s.number), '[]')
        from notice_steps s left join people b on b.id = s.by where s.notice_id = n.id
      ) as steps
    from notices n left join assignments a on a.id = n.assignment_id
      left join people o on o.id = n.owed_by
    where n.person_id = ${personId} and ${isSeenBy(viewer)} and case
      when n.assignment_id is null then n.version_id = ${versionId}
      else a.version_id = ${versionId} and a.person_id = ${personId}
    end
    order by n.owed_at, n.id`);
  return rows.map((row) => ({
    ...row,
    owed_at: iso(row.owed_at),
    steps: row.steps.map((step) => ({ ...step, at: iso(step.at) })),
  }));
}
