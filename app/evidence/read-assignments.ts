import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { readAcknowledgement, whatWasShown } from "../attestation/acknowledgement.ts";
import { receiptFile } from "../attestation/receipt.ts";
import { stateOn } from "../attestation/state-in-sql.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { NamedPerson, PaperFacts } from "../paper/paper-facts.ts";
import type { Portal } from "../portal.ts";
import type {
  PacketAcknowledgement,
  PacketAssignment,
  PacketChange,
  PacketPaper,
} from "./packet.ts";
import { iso, isoOrNull } from "./read-history.ts";

type Asked = { personId: string; versionId: string };

/** Everything assigned to a person of a version, with every attempt and how it was answered. */
export async function readPacketAssignments(
  viewer: Viewer,
  portal: Portal,
  { personId, versionId }: Asked,
): Promise<PacketAssignment[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<AssignmentRow>(sql`
    select a.id, a.track, a.rule, a.reason, a.assigned_at, a.due_on::text as due_on, a.settled_as,
      a.settled_at, ${stateOn(today)} as state, b.given_name || ' ' || b.family_name as assigned_by, k.reference, (
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

/** What was recorded of an assignment after it was made, oldest first: due days moved, then its end. */
async function readAssignmentChanges(
  viewer: Viewer,
  portal: Portal,
  assignmentId: string,
): Promise<PacketChange[]> {
  const rows = await portal.db.execute<PacketChange & { from_on: Day | null; to_on: Day | null }>(
    sql`
      select c.*, b.given_name || ' ' || b.family_name as by
      from (
        select 'due-day-moved' as what, number, moved_at as at, moved_by, why::text as why, words,
          from_on::text as from_on, to_on::text as to_on
        from due_day_changes where assignment_id = ${assignmentId}
        union all
        select 'ended', null, ended_at, ended_by, why::text, words, null, null
        from assignment_endings where assignment_id = ${assignmentId}
      ) c left join people b on b.id = c.moved_by
      where ${isSeenBy(viewer)}
      order by c.number nulls last`,
  );
  return rows.map(({ what, at, by, why, words, from_on, to_on }): PacketChange => {
    const change = { at: iso(at), by, why, words };
    return what === "ended"
      ? { ...change, what }
      : { ...change, what, from_on: from_on ?? "", to_on: to_on ?? "" };
  });
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
    paper: found.paper && (await readPacketPaper(viewer, portal, reference, found.paper)),
    receipt: await receiptFile(portal, found),
    ...sessionOf(found.record),
  };
}

/** How the session behind an acknowledgement began, as its record says. */
function sessionOf({ body }: { body: string }): Pick<PacketAcknowledgement, "session"> {
  const { session }: Pick<PacketAcknowledgement, "session"> = JSON.parse(body).facts;
  return session ? { session } : {};
}

/** The paper as the receipt has it, and the type and size of its scan. */
async function readPacketPaper(
  viewer: Viewer,
  portal: Portal,
  reference: string,
  { signedOn, witness, lessons, read, recordedBy }: PaperFacts,
): Promise<PacketPaper> {
  const [scan] = await portal.db.execute<NonNullable<PacketPaper["scan"]>>(sql`
    select s.media_type, s.size, s.digest as sha256
    from acknowledgements k
      join paper_acknowledgements y on y.acknowledgement_id = k.id
      join scans s on s.id = y.scan_id
    where k.reference = ${reference} and ${isSeenBy(viewer)}`);
  const named = ({ name, handle }: NamedPerson) => ({ name, number: handle });
  return {
    signed_on: signedOn,
    witness: named(witness),
    lessons,
    read_aloud: read && { on: read.on, by: named(read.by) },
    recorded_by: named(recordedBy),
    scan: scan ?? null,
  };
}

type AssignmentRow = Omit<PacketAssignment, "changes" | "acknowledgement"> & {
  reference: string | null;
};
