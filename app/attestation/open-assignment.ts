import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";

/** An assignment that is not settled, with whose it is. */
export type OpenAssignment = {
  id: string;
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  track: string;
  version: number;
  dueOn: Day;
};

/** A person's open assignment of a track, of the newest version; undefined where there is none to see. */
export async function readOpenAssignment(
  viewer: Viewer,
  portal: Portal,
  { handle, track }: { handle: string; track: string },
): Promise<OpenAssignment | undefined> {
  const [found] = await portal.db.execute<OpenAssignment>(sql`
    select a.id, p.id as "personId", p.handle, p.given_name as "givenName",
      p.family_name as "familyName", a.track, v.number as version, a.due_on::text as "dueOn"
    from assignments a join people p on p.id = a.person_id join policy_versions v on v.id = a.version_id
    where p.handle = ${handle.slice(0, 100)} and a.track = ${track.slice(0, 100)}
      and a.settled_at is null and ${isSeenBy(viewer)}
    order by v.effective_on desc, v.number desc limit 1`);
  return found;
}
