import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { isPresent } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { AttestationState } from "./state.ts";
import { stateOn } from "./state-in-sql.ts";

/** How many assignments of one track are in each state today; a state without any is absent. */
export type Standing = { track: string; counts: Partial<Record<AttestationState, number>> };

/**
 * Where the training stands, by track in the organization's order. Each figure is the length of the list so filtered: of people who
 * work for the City or will, and of everybody for what has ended.
 */
export async function readStanding(viewer: Viewer, portal: Portal): Promise<Standing[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<{ track: string; state: AttestationState; count: number }>(
    sql`
      select a.track, ${stateOn(today)} as state, count(*)::int as count
      from assignments a join people p on p.id = a.person_id
      where ${isSeenBy(viewer)} and (a.settled_as = 'ended' or ${isPresent(today, "all")})
      group by 1, 2`,
  );
  const { tracks } = await portal.organization();
  const place = (id: string) => tracks.findIndex((track) => track.id === id);
  return [...Map.groupBy(rows, ({ track }) => track)]
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([track, found]) => ({
      track,
      counts: Object.fromEntries(found.map(({ state, count }) => [state, count])),
    }));
}
