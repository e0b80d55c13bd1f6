import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import { type Day, dayIn } from "../days.ts";
import type { Executor } from "../db.ts";
import { type Circle, isIn } from "../people/circle.ts";
import type { Portal } from "../portal.ts";

/** How many people one sheet holds. */
export const longestSheet = 60;

/** An open assignment that a paper can settle. `key` names it on a form: track and version. */
export type SignerDuty = {
  key: string;
  assignmentId: string;
  version: PolicyVersion;
  track: FrozenTrack;
  assignedOn: Day;
  /** Every scenario of its lessons was answered right in the portal. */
  isLearned: boolean;
};

/** Somebody who may have signed a paper, with what is open for them, the nearest due day first. */
export type Signer = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  duties: SignerDuty[];
};

/**
 * People by their handles, in that order. Whom the viewer may not record a paper for is not among them:
 * neither are they themselves.
 */
export async function readSigners(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  handles: string[],
  tx: Executor = portal.db,
): Promise<Signer[]> {
  if (handles.length === 0) return [];
  const { today, timeZone } = await clockOf(portal);
  const rows = await tx.execute<SignerRow>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      (
        select json_agg(json_build_object('assignmentId', a.id, 'versionId', a.version_id,
          'track', a.track, 'assignedAt', a.assigned_at, 'isLearned', not exists (
            select from scenarios s
            where s.version_id = a.version_id and s.track = a.track and not exists (
              select from attempts t
              where t.assignment_id = a.id and t.scenario = s.id and t.is_right
            )
          )) order by a.due_on, a.id)
        from assignments a where a.person_id = p.id and a.settled_at is null
      ) as duties
    from people p
    where p.handle in ${handles} and p.id <> ${viewer.personId} and ${isIn(circle, viewer, today)}`);
  const signers = await Promise.all(
    rows.map(async ({ duties, ...person }) => ({
      ...person,
      duties: await Promise.all((duties ?? []).map((duty) => withWords(portal, timeZone, duty))),
    })),
  );
  return signers.toSorted(
    (one, other) => handles.indexOf(one.handle) - handles.indexOf(other.handle),
  );
}

async function withWords(
  portal: Portal,
  timeZone: string,
  { versionId, track: trackId, assignedAt, ...duty }: DutyRow,
): Promise<SignerDuty> {
  const version = await portal.shelf.version(versionId);
  const track = version.content.tracks.find(({ id }) => id === trackId);
  if (!track) throw new Error(`Version ${version.number} has no track ${trackId}.`);
  const assignedOn = dayIn(timeZone, new Date(assignedAt));
  return { ...duty, key: `${trackId}.${version.number}`, version, track, assignedOn };
}

type DutyRow = {
  assignmentId: string;
  versionId: string;
  track: string;
  assignedAt: string;
  isLearned: boolean;
};

type SignerRow = Omit<Signer, "duties"> & { duties: DutyRow[] | null };
