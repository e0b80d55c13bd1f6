import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { inForce } from "../people/in-force.ts";
import { reportsTo } from "../people/reports.ts";
import type { Portal } from "../portal.ts";
import type { Grade } from "./acknowledgement.ts";
import type { AssignmentRule } from "./assignment.ts";
import type { AttestationState } from "./state.ts";
import { stateOn } from "./state-in-sql.ts";

/** A person as their supervisor may see them: no address, no answers, nothing HR noted. */
type TeamPerson = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  position: string;
  department: string;
  /** Null: reports to the viewer directly. */
  through: string | null;
  leave: { until: Day | null } | null;
  canSignIn: boolean;
};

/** An assignment of such a person: how far they are, not what they answered. */
export type TeamAssignment = {
  id: string;
  track: string;
  policy: string;
  version: number;
  rule: AssignmentRule;
  dueOn: Day;
  state: AttestationState;
  lessons: { slug: string; title: string; isDone: boolean }[];
  acknowledgement: { reference: string; grade: Grade; at: Date; signedOn: Day | null } | null;
};

/** One of the viewer's people, direct or below; undefined for anyone who does not report to them today. */
export async function readTeamPerson(
  viewer: Viewer,
  portal: Portal,
  handle: string,
): Promise<TeamPerson | undefined> {
  if (/\p{C}/u.test(handle)) return undefined;
  const { today } = await clockOf(portal);
  const [person] = await portal.db.execute<TeamPerson>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      e.position, d.name as department,
      case when s.id <> ${viewer.personId} then s.given_name || ' ' || s.family_name end as through,
      (
        select json_build_object('until', until_on) from leaves
        where person_id = p.id and ${inForce("leaves", today)} limit 1
      ) as leave,
      can_sign_in(p.id) as "canSignIn"
    from people p
      join employments e on e.person_id = p.id and ${inForce("e", today)}
      join departments d on d.id = e.department_id
      join people s on s.id = e.supervisor_id
    where p.handle = ${handle.slice(0, 100)} and ${reportsTo(viewer, today, "directly or below")}`);
  return person;
}

/** The assignments of one of the viewer's people, the newest first; of anyone else none. */
export async function readTeamAssignments(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<TeamAssignment[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<AssignmentRow>(sql`
    select a.id, a.version_id as "versionId", a.track, a.rule, a.due_on::text as "dueOn",
      ${stateOn(today)} as state,
      array(
        select t.scenario from attempts t where t.assignment_id = a.id and t.is_right
      ) as answered,
      (
        select json_build_object('reference', k.reference, 'grade', k.grade,
          'at', k.acknowledged_at, 'signedOn', y.signed_on)
        from acknowledgements k
          left join paper_acknowledgements y on y.acknowledgement_id = k.id
        where k.assignment_id = a.id
      ) as acknowledgement
    from assignments a join people p on p.id = a.person_id
    where p.id = ${personId} and ${reportsTo(viewer, today, "directly or below")}
    order by a.assigned_at desc, a.id`);
  return Promise.all(
    rows.map(async ({ versionId, answered, acknowledgement, ...row }) => {
      const version = await portal.shelf.version(versionId);
      const track = version.content.tracks.find(({ id }) => id === row.track);
      if (!track) throw new Error(`Version ${version.number} has no track ${row.track}.`);
      const right = new Set(answered);
      return {
        ...row,
        track: track.title,
        policy: version.policy,
        version: version.number,
        lessons: track.lessons.map(({ slug, title, scenarios }) => ({
          ...{ slug, title },
          isDone: scenarios.every(({ id }) => right.has(id)),
        })),
        // Drizzle takes the date parsers off its client: moments arrive as text.
        acknowledgement: acknowledgement && {
          ...acknowledgement,
          at: new Date(acknowledgement.at),
        },
      };
    }),
  );
}

type AssignmentRow = Omit<TeamAssignment, "policy" | "version" | "lessons" | "acknowledgement"> & {
  versionId: string;
  answered: string[];
  acknowledgement:
    | (Omit<NonNullable<TeamAssignment["acknowledgement"]>, "at"> & { at: string })
    | null;
};
