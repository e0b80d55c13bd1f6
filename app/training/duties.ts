import type { Settlement } from "../attestation/assignment.ts";
import type { MoveReason } from "../attestation/move-due-days.ts";
import { type AttestationState, attestationState } from "../attestation/state.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { FrozenLesson, FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import { type Day, dayIn } from "../days.ts";
import type { Portal } from "../portal.ts";

/** One answer, as kept. */
export type Answer = { scenario: string; number: number; chosen: string[]; right: boolean };

/** An assignment with all that its person needs to go on with it. */
export type Duty = {
  assignmentId: string;
  version: PolicyVersion;
  track: FrozenTrack;
  reason: string;
  dueOn: Day;
  /** The last move of the due day; null when it never moved. */
  moved: { fromOn: Day; why: MoveReason } | null;
  state: AttestationState;
  /** Every answer given so far, in order. */
  answers: Answer[];
  /** The receipt's reference once acknowledged. */
  reference: string | null;
};

/** The viewer's own assignments: what is open first, the nearest due day first. */
export async function readDuties(viewer: Viewer, portal: Portal): Promise<Duty[]> {
  const { timeZone } = await portal.organization();
  const today = dayIn(timeZone, portal.now());
  const rows = await portal.db.$client<DutyRow[]>`
    select a.id, a.version_id as "versionId", a.track, a.reason, a.due_on::text as "dueOn",
      a.started_at is not null as "startedAt", a.settled_as as "settledAs", k.reference,
      exists (select from leaves l where l.person_id = a.person_id and l.superseded_at is null
        and l.from_on <= ${today} and (l.until_on is null or l.until_on >= ${today})) as "isOnLeave",
      exists (select from exemptions x where x.person_id = a.person_id and x.superseded_at is null
        and x.from_on <= ${today} and (x.until_on is null or x.until_on >= ${today})) as "isExempt",
      (select json_build_object('fromOn', c.from_on, 'why', c.why) from due_day_changes c
        where c.assignment_id = a.id order by c.number desc limit 1) as moved,
      (select json_agg(json_build_object('scenario', t.scenario, 'number', t.number,
          'chosen', t.chosen, 'right', t.is_right) order by t.attempted_at, t.number)
        from attempts t where t.assignment_id = a.id) as answers
    from assignments a left join acknowledgements k on k.assignment_id = a.id
    where a.person_id = ${viewer.personId} and a.settled_as is distinct from 'ended'
    order by a.settled_at desc nulls first, a.due_on, a.id`;
  return Promise.all(
    rows.map(async (row) => {
      const version = await portal.shelf.version(row.versionId);
      const track = version.content.tracks.find(({ id }) => id === row.track);
      if (!track) throw new Error(`Version ${version.number} has no track ${row.track}.`);
      return {
        assignmentId: row.id,
        version,
        track,
        reason: row.reason,
        dueOn: row.dueOn,
        moved: row.moved,
        state: attestationState(row, today),
        answers: row.answers ?? [],
        reference: row.reference,
      };
    }),
  );
}

/** True while there is something left to do. */
export const isOpen = (duty: Duty) => duty.state !== "acknowledged" && duty.state !== "refused";

/** The scenarios of a lesson that were answered right. */
export function answeredRight(duty: Duty, lesson: FrozenLesson): Set<string> {
  const right = new Set(
    duty.answers.filter((answer) => answer.right).map(({ scenario }) => scenario),
  );
  return new Set(lesson.scenarios.map(({ id }) => id).filter((id) => right.has(id)));
}

/** A lesson is complete when each of its scenarios was answered right. */
export function isComplete(duty: Duty, lesson: FrozenLesson): boolean {
  return answeredRight(duty, lesson).size === lesson.scenarios.length;
}

/** The first lesson that is not complete, or null when the policy can be acknowledged. */
export function nextLesson(duty: Duty): FrozenLesson | null {
  return duty.track.lessons.find((lesson) => !isComplete(duty, lesson)) ?? null;
}

/**
 * Where a lesson belongs for this person: the open assignment that has it, or else the newest settled one,
 * so that what was learned can be read again. Undefined for a lesson of no assignment of theirs.
 */
export function findLesson(
  duties: Duty[],
  slug: string,
): { duty: Duty; lesson: FrozenLesson } | undefined {
  for (const duty of duties) {
    const lesson = duty.track.lessons.find((candidate) => candidate.slug === slug);
    if (lesson) return { duty, lesson };
  }
  return undefined;
}

type DutyRow = {
  id: string;
  versionId: string;
  track: string;
  reason: string;
  dueOn: Day;
  moved: Duty["moved"];
  startedAt: boolean;
  settledAs: Settlement | null;
  reference: string | null;
  isOnLeave: boolean;
  isExempt: boolean;
  answers: Answer[] | null;
};
