import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { type Adviser, readAdvisersFor } from "./advisers.ts";

/**
 * Who could be told to be part of an exchange, so that it is kept from them: the supervisor, and all who might
 * advise in the supervisor's place.
 */
export async function readPossibleParties(viewer: Viewer, portal: Portal): Promise<Adviser[]> {
  const { today } = await clockOf(portal);
  return possibleParties(viewer, portal.db, today);
}

async function possibleParties(viewer: Viewer, db: Executor, today: Day) {
  const [supervisor] = await db.execute<{ id: string }>(sql`
    select e.supervisor_id as id from employments e where e.person_id = ${viewer.personId}
      and e.supervisor_id is not null and e.superseded_at is null and e.from_on <= ${today}
      and (e.until_on is null or e.until_on >= ${today}) limit 1`);
  const first = await readAdvisersFor(db, viewer.personId, [], today);
  const instead = supervisor
    ? await readAdvisersFor(db, viewer.personId, [supervisor.id], today)
    : [];
  const known = new Set(first.map(({ personId }) => personId));
  return [...first, ...instead.filter(({ personId }) => !known.has(personId))];
}

/** Ids of those of the handles that could be told to be part of an exchange. */
export async function readOffered(
  viewer: Viewer,
  tx: Executor,
  handles: string[],
  today: Day,
): Promise<string[]> {
  const offered = await possibleParties(viewer, tx, today);
  return offered.filter(({ handle }) => handles.includes(handle)).map(({ personId }) => personId);
}
