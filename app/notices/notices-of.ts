import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { type NoticeState, standsAt } from "./notice.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { isNotPrivate } from "./private-kinds.ts";

/** A notice in a person's file: what it said, how it was served, and when. */
export type ServedNotice = {
  id: string;
  kind: NoticeKind;
  state: NoticeState;
  /** The assignment and the version it is about. */
  assignmentId: string | null;
  versionId: string | null;
  owedAt: Date;
  /** When it got to where it stands. */
  stateAt: Date;
  address: string | null;
  /** What the mail server said last, or why it was withdrawn. */
  reason: string | null;
  subject: string | null;
  /** SHA-256 of the words, as the ledger has it. */
  digest: string | null;
};

/** Notices owed to a person, the first first. Nothing of a person the viewer may not see. */
export async function readNoticesOf(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<ServedNotice[]> {
  const rows = await portal.db.execute<
    Omit<ServedNotice, "owedAt" | "stateAt"> & { owedAt: string; stateAt: string }
  >(sql`
    select n.id, n.kind, ${standsAt(portal.now())} as state, n.assignment_id as "assignmentId",
      n.version_id as "versionId", n.owed_at as "owedAt", n.state_at as "stateAt", n.address,
      (select s.reason from notice_steps s where s.notice_id = n.id and s.number = n.steps) as reason,
      said.subject, said.digest
    from notices n left join lateral (
      select s.subject, s.digest from notice_steps s
      where s.notice_id = n.id and s.html is not null order by s.number desc limit 1
    ) said on true
    where n.person_id = ${personId} and ${isSeenBy(viewer)} and ${isNotPrivate}
    order by n.owed_at, n.id`);
  return rows.map((row) => ({
    ...row,
    owedAt: new Date(row.owedAt),
    stateAt: new Date(row.stateAt),
  }));
}
