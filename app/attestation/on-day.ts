import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type VersionHead, versionInForce } from "../content/version.ts";
import { type Day, isDay, spanOfDay } from "../days.ts";
import { type AuthorizationOnDay, readAuthorizationsOn } from "../people/authorized-on.ts";
import { type HeldRow, whatHeld } from "../people/held-rows.ts";
import {
  type DatedRow,
  type EmploymentRow,
  type ExemptionRow,
  readHistory,
} from "../people/history.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { Grade } from "./acknowledgement.ts";
import type { AssignmentRule, Settlement } from "./assignment.ts";
import { type AttestationState, attestationState } from "./state.ts";

/** An assignment as it stood at the end of the day. */
type AssignmentThen = {
  id: string;
  track: string;
  version: number;
  rule: AssignmentRule;
  reason: string;
  assignedAt: Date;
  dueOn: Day;
  state: AttestationState;
  attempts: number;
  /** Scenarios answered right by then, of so many. */
  answered: number;
  scenarios: number;
};

export type AcknowledgedThen = {
  reference: string;
  grade: Grade;
  track: string;
  version: number;
  at: Date;
};

/** What held on a day, from dated rows and the assignments of that day. */
export type OnDay = {
  day: Day;
  /** `isPublishedLater`: in force by then, and published in this portal only after that day. */
  version: (VersionHead & { isPublishedLater: boolean }) | null;
  employments: HeldRow<EmploymentRow>[];
  leaves: HeldRow<DatedRow>[];
  exemptions: HeldRow<ExemptionRow>[];
  assignments: AssignmentThen[];
  acknowledgements: AcknowledgedThen[];
  authorizations: AuthorizationOnDay[];
};

/**
 * "On this date: what was in force, why in scope, acknowledged?" The end of the day is the City's. Nothing
 * is computed from rules of today. Refuses what is no day, and a day that is not over by then or to come.
 */
export async function readOnDay(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  typed: string,
): Promise<OnDay | { refused: string }> {
  const { timeZone, today } = await clockOf(portal);
  const day = typed.trim();
  if (!isDay(day)) return { refused: "Enter a day as year-month-day, such as 2026-03-31" };
  if (day > today) {
    return { refused: "Enter a day up to today: what will hold later is not recorded yet" };
  }
  const end = new Date(spanOfDay(timeZone, day).until);
  const [version, history, rows, acknowledgements, authorizations] = await Promise.all([
    versionInForce(portal.db, day),
    readHistory(viewer, portal, personId),
    readAssignmentsThen(viewer, portal, personId, end),
    readAcknowledgedThen(viewer, portal, personId, end),
    readAuthorizationsOn(viewer, portal, day, { personId }),
  ]);
  const held = <R extends DatedRow>(dated: R[]) => whatHeld(dated, day, end);
  const [leaves, exemptions] = [held(history.leaves), held(history.exemptions)];
  const isHeldNow = (row: HeldRow<DatedRow>) => !row.isCorrectedSince;
  const isOnLeave = leaves.some(isHeldNow);
  const isExempt = exemptions.some(isHeldNow);
  return {
    day,
    version: version && { ...version, isPublishedLater: version.publishedAt >= end },
    employments: held(history.employments),
    leaves,
    exemptions,
    assignments: rows.map(({ startedAt, settledAs, ...row }) => ({
      ...row,
      assignedAt: new Date(row.assignedAt),
      state: attestationState({ ...row, startedAt, settledAs, isOnLeave, isExempt }, day),
    })),
    acknowledgements,
    authorizations,
  };
}

function readAssignmentsThen(viewer: Viewer, portal: Portal, personId: string, end: Date) {
  const until = sql`${end.toISOString()}::timestamptz`;
  return portal.db.execute<AssignmentThenRow>(sql`
    select a.id, a.track, v.number as version, a.rule, a.reason, a.assigned_at as "assignedAt",
      coalesce((
        select c.from_on from due_day_changes c
        where c.assignment_id = a.id and c.moved_at >= ${until} order by c.number limit 1
      ), a.due_on)::text as "dueOn",
      case when a.started_at < ${until} then a.started_at end as "startedAt",
      case when a.settled_at < ${until} then a.settled_as end as "settledAs",
      (
        select count(*)::int from attempts t
        where t.assignment_id = a.id and t.attempted_at < ${until}
      ) as attempts,
      (
        select count(*)::int from attempts t
        where t.assignment_id = a.id and t.is_right and t.attempted_at < ${until}
      ) as answered,
      (
        select count(*)::int from scenarios s
        where s.version_id = a.version_id and s.track = a.track
      ) as scenarios
    from assignments a join policy_versions v on v.id = a.version_id
    where a.person_id = ${personId} and a.assigned_at < ${until} and ${isSeenBy(viewer)}
    order by a.assigned_at, a.id`);
}

async function readAcknowledgedThen(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  end: Date,
): Promise<AcknowledgedThen[]> {
  const rows = await portal.db.execute<Omit<AcknowledgedThen, "at"> & { at: string }>(sql`
    select k.reference, k.grade, k.track, v.number as version, k.acknowledged_at as at
    from acknowledgements k join policy_versions v on v.id = k.version_id
    where k.person_id = ${personId} and k.acknowledged_at < ${end.toISOString()}::timestamptz
      and ${isSeenBy(viewer)}
    order by k.acknowledged_at`);
  // Drizzle takes the date parsers off its client: moments arrive as text.
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
}

type AssignmentThenRow = Omit<AssignmentThen, "assignedAt" | "state"> & {
  assignedAt: string;
  startedAt: string | null;
  settledAs: Settlement | null;
};
