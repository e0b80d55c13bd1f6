import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { makeRule, type NewRule } from "#app/attestation/make-rule.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { type Day, dayIn } from "#app/days.ts";
import type { Portal } from "#app/portal.ts";
import type { testDatabase } from "./database.ts";

/** An assignment as it stands, with why it ended and each move of its due day. */
export type StandingAssignment = {
  track: string;
  version: number;
  rule: string;
  reason: string;
  due: Day;
  settled: string | null;
  why: string | null;
  moves: [from: Day, to: Day, why: string][] | null;
};

/** All assignments of a person, in the order they were made. */
export async function assignmentsOf(
  { owner }: ReturnType<typeof testDatabase>,
  handle: string,
): Promise<StandingAssignment[]> {
  return owner`
    select a.track, v.number as version, a.rule, a.reason, a.due_on::text as due,
      a.settled_as as settled, n.why,
      (select json_agg(json_build_array(c.from_on, c.to_on, c.why) order by c.number)
        from due_day_changes c where c.assignment_id = a.id) as moves
    from assignments a join people p on p.id = a.person_id
      join policy_versions v on v.id = a.version_id
      left join assignment_endings n on n.assignment_id = a.id
    where p.handle = ${handle} order by a.assigned_at, v.number, a.track`;
}

/** Makes a rule and brings duties up to date; fails the test when it is refused. */
export async function giveRule(viewer: Viewer, portal: Portal, rule: Partial<NewRule>) {
  const { timeZone } = await portal.organization();
  const made = await makeRule(viewer, portal, {
    ...{ kind: "role", track: "official-channels", audience: {}, months: null },
    ...{ daysToComplete: 30, fromOn: dayIn(timeZone, portal.now()), formId: null, ...rule },
  });
  if ("refused" in made) throw new Error(made.refused);
  await bringDutiesUpToDate(portal);
  return made;
}
