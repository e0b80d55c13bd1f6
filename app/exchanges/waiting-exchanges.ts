import { sql } from "drizzle-orm";
import { mayAdvise, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { isAdvisedBy } from "./advisers.ts";
import { couldAdvise } from "./could-advise.ts";
import { closedLately, isDue, left, waits, whatWasLast } from "./exchange-state.ts";

/** What waits for somebody who advises. */
export type WaitingExchanges = {
  /** Requests and questions without an answer, and those of them that are still going on. */
  waiting: number;
  ongoing: number;
  /** Follow-ups of today or before. */
  due: number;
  /** Of those the viewer closed: whose person wrote since, and whose was told and is not passed on yet. */
  wroteSince: number;
  told: number;
};

/** What waits for the viewer as an adviser; null for who advises nobody. */
export async function readWaitingExchanges(
  viewer: Viewer,
  portal: Portal,
): Promise<WaitingExchanges | null> {
  if (!mayAdvise(viewer)) return null;
  const { today } = await clockOf(portal);
  const [row] = await portal.db.execute<WaitingExchanges>(sql`
    with could as materialized (${couldAdvise(viewer, today)}),
      lately as materialized (${closedLately(viewer)})
    select open.*, closed.* from (
      select count(*) filter (where ${waits})::int as waiting,
        count(*) filter (where ${waits} and x.is_ongoing)::int as ongoing,
        count(*) filter (where ${isDue(today)})::int as due
      from could join exchanges x on x.id = could.id ${whatWasLast}
      where case when ${waits} or ${isDue(today)} then ${isAdvisedBy(viewer, today)} else false end
    ) open, (
      select count(*) filter (where ${left} = 'wrote-since')::int as "wroteSince",
        count(*) filter (where ${left} = 'told')::int as told
      from lately join exchanges x on x.id = lately.id ${whatWasLast}
      where case when ${left} is not null then ${isAdvisedBy(viewer, today)} else false end
    ) closed`);
  return row ?? null;
}
