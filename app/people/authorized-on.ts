import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type Day, spanOfDay } from "../days.ts";
import type { Portal } from "../portal.ts";
import { type AuthorizationRow, readAuthorizationRows } from "./authorization-rows.ts";
import { type HeldRow, whatHeld } from "./held-rows.ts";

/** An authorization that covers a day, with what is needed to say whether it held. */
export type AuthorizationOnDay = HeldRow<AuthorizationRow> & {
  /** The person worked for the City that day, or is from outside, as recorded by now. */
  isHere: boolean;
  /** The same, as it stood on record when the day ended. */
  wasHere: boolean;
};

/**
 * Who was authorized to speak for the City on a day: as recorded when that day ended in the City, and as
 * corrected since. One that covers the day while its person was not employed is among them and says so: it
 * held only where `isHere`. With `personId` those of one person.
 */
export async function readAuthorizationsOn(
  viewer: Viewer,
  portal: Portal,
  day: Day,
  { personId }: { personId?: string } = {},
): Promise<AuthorizationOnDay[]> {
  const { timeZone } = await clockOf(portal);
  const end = new Date(spanOfDay(timeZone, day).until);
  const covers = sql`x.from_on <= ${day} and (x.until_on is null or x.until_on >= ${day})`;
  const rows = await readAuthorizationRows(viewer, portal, {
    where: personId ? sql`${covers} and x.person_id = ${personId}` : covers,
  });
  const held = whatHeld(rows, day, end);
  const present = await readPresence(portal, held, day, end);
  return held.map((row) => ({ ...row, ...(present.get(row.personId) ?? absent) }));
}

type Presence = Pick<AuthorizationOnDay, "isHere" | "wasHere">;
const absent: Presence = { isHere: false, wasHere: false };

async function readPresence(
  portal: Portal,
  rows: AuthorizationRow[],
  day: Day,
  end: Date,
): Promise<Map<string, Presence>> {
  const ids = [...new Set(rows.map(({ personId }) => personId))];
  if (ids.length === 0) return new Map();
  const until = sql`${end.toISOString()}::timestamptz`;
  const found = await portal.db.execute<Presence & { id: string }>(sql`
    select p.id,
      p.is_outside or coalesce(bool_or(e.id is not null and e.superseded_at is null), false) as "isHere",
      p.is_outside or coalesce(bool_or(e.recorded_at < ${until}
        and (e.superseded_at is null or e.superseded_at >= ${until})), false) as "wasHere"
    from people p left join employments e on e.person_id = p.id
      and e.from_on <= ${day} and (e.until_on is null or e.until_on >= ${day})
    where p.id in (${sql.join(ids, sql`, `)})
    group by p.id`);
  return new Map(found.map(({ id, ...presence }) => [id, presence]));
}
