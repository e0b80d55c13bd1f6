import { sql } from "drizzle-orm";
import { type Clock, clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";

/**
 * Sees to it that the rows lists and figures read are those of the City's day, and answers with its clock.
 * Every read asks, so that the first one after midnight shows the new day; on a day that has begun already
 * it costs one short query. Only people for whom something began or ended in between are looked at.
 */
export async function turnRollUps(
  portal: Pick<Portal, "db" | "now" | "organization">,
): Promise<Clock> {
  const clock = await clockOf(portal);
  const { today, timeZone } = clock;
  const [held] = await portal.db.execute(sql`
    select from roll_up_day where day = ${today} and time_zone = ${timeZone}`);
  if (!held) await portal.db.execute(sql`select turn_roll_ups(${today}, ${timeZone})`);
  return clock;
}
