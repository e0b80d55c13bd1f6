import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { readAcknowledgement, whatWasShown } from "../attestation/acknowledgement.ts";
import { receiptFile } from "../attestation/receipt.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { PacketAcknowledgement, PacketAssignment, PacketNotice } from "./packet.ts";
import { iso, isoOrNull } from "./read-history.ts";

type Asked = { personId: string; versionId: string };

/** Everything assigned to a person of a version, with every attempt and how it was answered. */
export async function readPacketAssignments(
  viewer: Viewer,
  portal: Portal,
  { personId, versionId }: Asked,
): Promise<PacketAssignment[]> {
  const rows = await portal.db.execute<AssignmentRow>(sql`
    select a.id, a.track, a.rule, a.reason, a.assigned_at, a.due_on::text as due_on, a.settled_as,
      a.settled_at, b.given_name || ' ' || b.family_name as assigned_by, k.reference, (
        select coalesce(json_agg(json_build_object('scenario', t.scenario, 'number', t.number,
          'shown', t.shown, 'chosen', t.chosen, 'right', t.is_right, 'at', t.attempted_at)
          order by t.scenario, t.number), '[]')
        from attempts t where t.assignment_id = a.id
      ) as attempts
    from assignments a left join people b on b.id = a.assigned_by
      left join acknowledgements k on k.assignment_id = a.id
    where a.person_id = ${personId} and a.version_id = ${versionId} and ${isSeenBy(viewer)}
    order by a.assigned_at, a.id`);
  return Promise.all(
    rows.map(async ({ reference, ...row }) => ({
      ...row,
      assigned_at: iso(row.assigned_at),
      settled_at: isoOrNull(row.settled_at),
      changes: await readAssignmentChanges(viewer, portal, row.id),
      attempts: row.attempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })),
      acknowledgement: reference
        ? await readPacketAcknowledgement(viewer, portal, reference)
        : null,
    })),
  );
}

/**
 * What was recorded of an assignment after it was made, oldest first: due days moved, its end. There is
 * nothing of that kind in the database yet; whoever adds a table of it reads it here.
 */
async function readAssignmentChanges(
  _viewer: Viewer,
  _portal: Portal,
  _assignmentId: string,
): Promise<PacketAssignment["changes"]> {
  return [];
}

/** The notices owed to a person about a version, oldest first; the sending of each is to be read here too. */
export async function readPacketNotices(
  viewer: Viewer,
  portal: Portal,
  { personId, versionId }: Asked,
): Promise<PacketNotice[]> {
  const rows = await portal.db.execute<PacketNotice>(sql`
    select n.kind, n.owed_at from notices n left join assignments a on a.id = n.assignment_id
    where n.person_id = ${personId} and ${isSeenBy(viewer)}
      and (n.version_id = ${versionId} or a.version_id = ${versionId})
    order by n.owed_at, n.id`);
  return rows.map(({ kind, owed_at }) => ({ kind, owed_at: iso(owed_at) }));
}

async function readPacketAcknowledgement(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<PacketAcknowledgement | null> {
  const found = await readAcknowledgement(viewer, portal, reference);
  if (!found) return null;
  return {
    reference,
    grade: found.grade,
    method: found.method,
    typed_name: found.typedName,
    directory_name: found.directoryName,
    at: iso(found.acknowledgedAt),
    record: found.record.id,
    shown: whatWasShown(found, found.version, found.track),
    receipt: await receiptFile(portal, found),
  };
}

type AssignmentRow = Omit<PacketAssignment, "changes" | "acknowledgement"> & {
  reference: string | null;
};
