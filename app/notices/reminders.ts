import { sql } from "drizzle-orm";
import type { Organization } from "../content/frozen-version.ts";
import { addDays, type Day, dayIn, spanOfDay } from "../days.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { oweDigests } from "./owe-digests.ts";
import { type NewNotice, oweNotices } from "./owe-notices.ts";
import { occasionBy } from "./reminder-schedule.ts";
import { type IsWorkingDay, isWorkingTime, workingDays } from "./working-time.ts";

/**
 * Owes what the calendar asks for today: reminders, escalations, and on the first working day of a week
 * the digests. Once a day, within working hours; what was owed already is not owed again.
 */
export async function oweReminders(portal: Portal): Promise<void> {
  if (!(await isWorkingTime(portal))) return;
  const organization = await portal.organization();
  const today = dayIn(organization.timeZone, portal.now());
  const [done] = await portal.db.execute(sql`select from reminded_days where day = ${today}`);
  if (done) return;
  const isWorkingDay = await workingDays(organization, today);
  await remindOfDueDays(portal, organization, today, isWorkingDay);
  await escalate(portal, organization, today);
  await oweDigests(portal, organization, today, isWorkingDay);
  const now = portal.now().toISOString();
  await portal.db.execute(sql`
    insert into reminded_days (day, done_at) values (${today}, ${now}::timestamptz)
    on conflict do nothing`);
}

/** The occasion follows from the due day alone: people are looked up a due day at a time. */
async function remindOfDueDays(
  portal: Portal,
  { reminders, timeZone }: Organization,
  today: Day,
  isWorkingDay: IsWorkingDay,
): Promise<void> {
  if (!reminders) return;
  const dueDays = await portal.db.execute<{ dueOn: Day }>(sql`
    select distinct due_on::text as "dueOn" from assignments where settled_at is null order by 1`);
  for (const { dueOn } of dueDays) {
    const occasion = occasionBy(dueOn, today, reminders, isWorkingDay);
    if (!occasion) continue;
    const occasionOn = spanOfDay(timeZone, occasion.day).from;
    await portal.db.transaction(async (tx) => {
      const open = await tx.execute<{ personId: string; assignmentId: string }>(sql`
        select distinct on (a.person_id) a.person_id as "personId", a.id as "assignmentId"
        from assignments a
          join employments e on e.person_id = a.person_id and ${inForce("e", today)}
        where a.settled_at is null and a.due_on = ${dueOn}
          and a.assigned_at < ${occasionOn}::timestamptz
          and not exists (select from leaves where person_id = a.person_id and ${inForce("leaves", today)})
          and not exists (select from exemptions where person_id = a.person_id and ${inForce("exemptions", today)})
          and not exists (
            select from notices
            where key = ${`reminder ${dueOn} ${occasion.name} `}::text || a.person_id
          )
        order by a.person_id, a.assigned_at, a.id`);
      const owed: NewNotice[] = open.map(({ personId, assignmentId }) => ({
        key: `reminder ${dueOn} ${occasion.name} ${personId}`,
        kind: occasion.kind,
        ...{ personId, assignmentId, dueOn, remindedOn: today },
      }));
      await oweNotices(tx, owed, portal.now());
    });
  }
}

/** The supervisor hears of an assignment once, so many days after it was due. */
async function escalate(portal: Portal, { reminders }: Organization, today: Day): Promise<void> {
  if (!reminders) return;
  await portal.db.transaction(async (tx) => {
    const late = await tx.execute<{ assignmentId: string; supervisorId: string }>(sql`
      select a.id as "assignmentId", e.supervisor_id as "supervisorId"
      from assignments a
        join employments e on e.person_id = a.person_id and ${inForce("e", today)}
      where a.settled_at is null and a.due_on <= ${addDays(today, -reminders.escalateAfter)}
        and e.supervisor_id is not null
        and not exists (select from leaves where person_id = a.person_id and ${inForce("leaves", today)})
        and not exists (select from exemptions where person_id = a.person_id and ${inForce("exemptions", today)})
        and not exists (select from notices where key = 'escalation ' || a.id)`);
    const owed: NewNotice[] = late.map(({ assignmentId, supervisorId }) => ({
      key: `escalation ${assignmentId}`,
      ...{ kind: "escalation", personId: supervisorId, assignmentId },
    }));
    await oweNotices(tx, owed, portal.now());
  });
}
