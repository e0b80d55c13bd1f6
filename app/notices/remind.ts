import { type SQL, sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import type { Day } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import { inForce } from "../people/in-force.ts";
import { reportsTo } from "../people/reports.ts";
import type { Portal } from "../portal.ts";
import { type NewNotice, oweNotices } from "./owe-notices.ts";
import { isWorkingTime } from "./working-time.ts";

/** As whose supervisor, or as HR about one person. */
type RemindAs = { as: "supervisor" } | { as: "hr"; personId: string };

/** Somebody with open training, and how a reminder would get to them. */
export type Remindable = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  assignmentId: string;
  tracks: string[];
  dueOn: Day;
  by: "mail" | "slip";
  isRemindedToday: boolean;
};

/** Whom the viewer can remind: with open training, at work, not exempt. */
export async function readRemindable(
  viewer: Viewer,
  portal: Portal,
  how: RemindAs,
): Promise<Remindable[]> {
  const [{ today }, { tracks }] = await Promise.all([clockOf(portal), portal.organization()]);
  const rows = await portal.db.execute<Remindable>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      (array_agg(a.id order by a.due_on, a.assigned_at))[1] as "assignmentId",
      array_agg(a.track order by a.due_on, a.assigned_at) as tracks, min(a.due_on)::text as "dueOn",
      case when p.email is null or exists (
        select from notices r where r.person_id = p.id and r.address = p.email
          and r.state in ('refused', 'came-back')
      ) then 'slip' else 'mail' end as by,
      exists (
        select from notices n where n.person_id = p.id and n.reminded_on = ${today}
      ) as "isRemindedToday"
    from people p join assignments a on a.person_id = p.id and a.settled_at is null
    where ${isReachable(viewer, how, today)}
      and exists (select from employments where person_id = p.id and ${inForce("employments", today)})
      and not exists (select from leaves where person_id = p.id and ${inForce("leaves", today)})
      and not exists (select from exemptions where person_id = p.id and ${inForce("exemptions", today)})
    group by p.id
    order by p.sort_name, p.id`);
  return rows.map((row) => ({ ...row, tracks: row.tracks.map((track) => titleOf(tracks, track)) }));
}

function isReachable(viewer: Viewer, how: RemindAs, today: Day): SQL {
  return how.as === "hr"
    ? sql`${isSeenBy(viewer)} and p.id = ${how.personId}`
    : reportsTo(viewer, today, "directly");
}

/** Why nobody can be reminded at this moment, or null: the page and the act say the same. */
export async function whyNoReminding(portal: Portal): Promise<string | null> {
  if (await isWorkingTime(portal)) return null;
  return "Come back on a working day between 8:00 and 17:00: nobody is reminded at other times";
}

/**
 * Reminds people by hand, once a day each. Refuses outside working hours, and when nobody of those asked
 * for is left to remind.
 */
export async function remind(
  viewer: Viewer,
  portal: Portal,
  how: RemindAs,
  handles: string[],
): Promise<{ reminded: number } | { refused: string }> {
  const whyNot = await whyNoReminding(portal);
  if (whyNot) return { refused: whyNot };
  const { today } = await clockOf(portal);
  const asked = (await readRemindable(viewer, portal, how)).filter(
    ({ handle, isRemindedToday }) => handles.includes(handle) && !isRemindedToday,
  );
  const now = portal.now();
  const reminded = await portal.db.transaction(async (tx) => {
    const owed: NewNotice[] = asked.map(({ personId, assignmentId, dueOn }) => ({
      key: `reminder by hand ${today} ${personId}`,
      kind: dueOn < today ? "overdue" : dueOn === today ? "due-today" : "due-soon",
      ...{ personId, assignmentId, dueOn, remindedOn: today, owedBy: viewer.personId },
    }));
    const told = await oweNotices(tx, owed, now);
    for (const personId of told) {
      const record = { by: viewer.personId, about: personId, at: now, facts: { day: today } };
      await writeRecord(tx, { act: "remind-by-hand", ...record });
    }
    return told.length;
  });
  if (reminded > 0) return { reminded };
  return { refused: "Choose somebody with open training who was not reminded today" };
}
