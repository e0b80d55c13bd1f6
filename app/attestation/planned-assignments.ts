import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage } from "../keyset.ts";
import type { Audience } from "../people/audience.ts";
import { isInAudience } from "../people/audience-in-sql.ts";
import { peopleByName } from "../people/by-name.ts";
import type { EmploymentType } from "../people/employment.ts";
import { workOn } from "../people/work-on.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import { onboardingDueOn } from "./assignment.ts";
import { whyInScope } from "./scope.ts";

/** Somebody a plan would reach: why, and by when. */
export type PlannedAssignment = {
  handle: string;
  givenName: string;
  familyName: string;
  department: string;
  type: EmploymentType;
  reason: string;
  dueOn: Day;
};

/** What HR is about to publish: for whom, from which day, how long they have, and which tracks. */
export type AssignmentPlan = {
  audience: Audience;
  effectiveOn: Day;
  daysToComplete: number;
  /** Tracks for everyone. Those by role follow from their rules. */
  tracks: string[];
};

/** The order of the list, to read a place of it. */
export const plannedOrder = peopleByName;

/**
 * Who would get an assignment if this were published today, by name, and how many people that is: those of
 * the audience who work for the City on the effective day, or will. Nobody without a track for everyone.
 */
export async function readPlannedAssignments(
  viewer: Viewer,
  portal: Portal,
  { audience, effectiveOn, daysToComplete, tracks }: AssignmentPlan,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<PlannedAssignment> & { count: number }> {
  const [{ today, timeZone }, version] = await Promise.all([
    clockOf(portal),
    portal.shelf.inForce(portal.now()),
  ]);
  const day = effectiveOn > today ? effectiveOn : today;
  const reached = sql`from people p ${workOn(day)}
    where ${isSeenBy(viewer)} and ${tracks.length > 0} and ${isInAudience(audience)}`;
  const [page, [counted]] = await Promise.all([
    readPage<PlannedRow>(peopleByName, { place, size }, ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select p.handle, p.given_name as "givenName", p.family_name as "familyName",
          d.name as department, e.type, e.from_on::text as "startedOn", ${key} as key,
          ${firstRecordedOn(timeZone)} as "recordedOn"
        ${reached} and ${where} order by ${order} limit ${limit}`),
    ),
    portal.db.execute<{ count: number }>(sql`select count(*)::int as count ${reached}`),
  ]);
  const rows = page.rows.map(({ key, startedOn, recordedOn, ...row }) => ({
    ...row,
    reason: version
      ? whyInScope(
          version.content,
          row.type,
          startedOn < effectiveOn && recordedOn <= effectiveOn
            ? { rule: "new-version", effectiveOn }
            : { rule: "onboarding" },
        )
      : "The policy applies to everyone who works here.",
    dueOn: onboardingDueOn(startedOn, day, daysToComplete),
  }));
  return { ...page, rows, count: counted?.count ?? 0 };
}

/** The day the portal first heard of the employment `e` of the person `p`. */
export function firstRecordedOn(timeZone: string) {
  return sql`(
    select (min(x.recorded_at) at time zone ${timeZone})::date::text from employments x
    where x.person_id = p.id and (x.until_on is null or x.until_on >= e.from_on)
  )`;
}

type PlannedRow = Omit<PlannedAssignment, "reason" | "dueOn"> & {
  startedOn: Day;
  recordedOn: Day;
  key: string[];
};
