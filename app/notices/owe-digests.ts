import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Organization } from "../content/frozen-version.ts";
import { addDays, type Day, spanOfDay } from "../days.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { type NewNotice, oweNotices } from "./owe-notices.ts";
import { workingDayFrom } from "./reminder-schedule.ts";
import type { IsWorkingDay } from "./working-time.ts";

/**
 * Owes the digests of a week on its first working day, or later where the portal was not running then: to
 * every supervisor of somebody with open training, and to every holder of HR, training.
 */
export async function oweDigests(
  portal: Portal,
  { timeZone }: Organization,
  today: Day,
  isWorkingDay: IsWorkingDay,
): Promise<void> {
  const monday = mondayOf(today);
  if (today < workingDayFrom(monday, 1, isWorkingDay)) return;
  const weekBegan = spanOfDay(timeZone, monday).from;
  await portal.db.transaction(async (tx) => {
    const [done] = await tx.execute(sql`
      select from notices where kind = 'digest-hr' and owed_at >= ${weekBegan}::timestamptz limit 1`);
    if (done) return;
    const supervisors = await tx.execute<{ id: string }>(sql`
      select distinct supervisor_id as id from employments e
      where supervisor_id is not null and ${inForce("e", today)} and exists (
        select from assignments a where a.person_id = e.person_id and a.settled_at is null
      )`);
    const holders = await tx.execute<{ id: string }>(sql`
      select person_id as id from grants where role = 'hr-training' and revoked_at is null`);
    const owed: NewNotice[] = [
      ...supervisors.map(({ id }) => ({ kind: "digest-supervisor" as const, personId: id })),
      ...holders.map(({ id }) => ({ kind: "digest-hr" as const, personId: id })),
    ].map((notice) => ({ ...notice, key: `${notice.kind} ${monday} ${notice.personId}` }));
    await oweNotices(tx, owed, portal.now());
  });
}

/** The Monday of a day's week. */
function mondayOf(day: Day): Day {
  return addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek);
}
