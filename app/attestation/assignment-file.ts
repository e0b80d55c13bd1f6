import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { PaperFacts } from "../paper/paper-facts.ts";
import { paperAsJson } from "../paper/paper-in-sql.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { Grade } from "./acknowledgement.ts";
import type { AssignmentRule } from "./assignment.ts";
import type { EndingReason } from "./end-assignments.ts";
import { type KeptAttempt, type LessonRecord, lessonRecords } from "./lesson-record.ts";
import type { MoveReason } from "./move-due-days.ts";
import type { AttestationState } from "./state.ts";
import { stateOn } from "./state-in-sql.ts";

/** How an assignment was answered, as the person's file shows it. */
export type AcknowledgementLine = {
  reference: string;
  grade: Grade;
  method: string;
  typedName: string;
  directoryName: string;
  at: Date;
  /** What makes it one on paper; null for one of grade self. */
  paper: PaperFacts | null;
};

/** The due day moved: `by` null is the portal, as leave or exemption asks. */
export type MoveLine = {
  fromOn: Day;
  toOn: Day;
  why: MoveReason;
  words: string;
  at: Date;
  by: string | null;
};

/** How an assignment ended without an answer. */
export type EndingLine = { why: EndingReason; words: string; at: Date; by: string | null };

/** An assignment with all that was recorded of it. */
export type AssignmentFile = {
  id: string;
  track: string;
  policy: string;
  version: number;
  versionDigest: string;
  rule: AssignmentRule;
  reason: string;
  /** For what was assigned by hand: why, in words the person does not read. */
  filedReason: string | null;
  assignedAt: Date;
  /** Null: the portal, by a rule. */
  assignedBy: string | null;
  dueOn: Day;
  state: AttestationState;
  /** The track's id, for addresses. */
  trackId: string;
  lessons: LessonRecord[];
  moves: MoveLine[];
  ending: EndingLine | null;
  acknowledgement: AcknowledgementLine | null;
};

/** The assignments of a person as they stand on a day, the newest first. */
export async function readAssignmentFiles(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  today: Day,
): Promise<AssignmentFile[]> {
  const rows = await portal.db.execute<AssignmentRow>(sql`
    select a.id, a.version_id as "versionId", a.track, a.rule, a.reason, a.filed_reason as "filedReason",
      a.assigned_at as "assignedAt", b.given_name || ' ' || b.family_name as "assignedBy",
      a.due_on::text as "dueOn", ${stateOn(today)} as state,
      (
        select json_agg(json_build_object('scenario', t.scenario, 'number', t.number,
          'shown', t.shown, 'chosen', t.chosen, 'isRight', t.is_right, 'at', t.attempted_at)
          order by t.attempted_at, t.number)
        from attempts t where t.assignment_id = a.id
      ) as attempts,
      (
        select json_agg(json_build_object('fromOn', c.from_on, 'toOn', c.to_on, 'why', c.why,
          'words', c.words, 'at', c.moved_at, 'by', m.given_name || ' ' || m.family_name)
          order by c.number)
        from due_day_changes c left join people m on m.id = c.moved_by where c.assignment_id = a.id
      ) as moves,
      (
        select json_build_object('why', n.why, 'words', n.words, 'at', n.ended_at,
          'by', m.given_name || ' ' || m.family_name)
        from assignment_endings n left join people m on m.id = n.ended_by where n.assignment_id = a.id
      ) as ending,
      (
        select json_build_object('reference', k.reference, 'grade', k.grade, 'method', k.method,
          'typedName', k.typed_name, 'directoryName', k.directory_name, 'at', k.acknowledged_at,
          'paper', ${paperAsJson})
        from acknowledgements k where k.assignment_id = a.id
      ) as acknowledgement
    from assignments a left join people b on b.id = a.assigned_by
    where a.person_id = ${personId} and ${isSeenBy(viewer)}
    order by a.assigned_at desc, a.id`);
  return Promise.all(
    rows.map(async ({ versionId, attempts, acknowledgement, moves, ending, ...row }) => {
      const version = await portal.shelf.version(versionId);
      const track = version.content.tracks.find(({ id }) => id === row.track);
      if (!track) throw new Error(`Version ${version.number} has no track ${row.track}.`);
      const kept = (attempts ?? []).map((attempt) => ({ ...attempt, at: new Date(attempt.at) }));
      return {
        ...row,
        track: track.title,
        trackId: track.id,
        policy: version.policy,
        version: version.number,
        versionDigest: version.versionDigest,
        // Drizzle takes the date parsers off its client: moments arrive as text.
        assignedAt: new Date(row.assignedAt),
        lessons: lessonRecords(track, kept),
        moves: (moves ?? []).map((move) => ({ ...move, at: new Date(move.at) })),
        ending: ending && { ...ending, at: new Date(ending.at) },
        acknowledgement: acknowledgement && {
          ...acknowledgement,
          at: new Date(acknowledgement.at),
        },
      };
    }),
  );
}

type AssignmentRow = {
  id: string;
  versionId: string;
  track: string;
  rule: AssignmentRule;
  reason: string;
  assignedAt: string;
  assignedBy: string | null;
  dueOn: Day;
  state: AttestationState;
  filedReason: string | null;
  moves: (Omit<MoveLine, "at"> & { at: string })[] | null;
  ending: (Omit<EndingLine, "at"> & { at: string }) | null;
  attempts: (Omit<KeptAttempt, "at"> & { at: string })[] | null;
  acknowledgement: (Omit<AcknowledgementLine, "at"> & { at: string }) | null;
};
