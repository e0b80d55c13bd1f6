import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { endSessions } from "./session.ts";
import { tellOfEnd } from "./tell-of-grants.ts";
import type { GrantedRole } from "./viewer.ts";

/**
 * Writes off the grants whose last day is over or whose holder left, and ends the sessions of whoever held them. Nobody
 * held them any more: this is what the ledger says of it, once, and from then on no correction brings them back. Waits
 * where somebody's work was recorded today: a wrong end is corrected the same day. Can be asked for at any time.
 */
export async function endGrants({ db, now }: Pick<Portal, "db" | "now">): Promise<void> {
  const isRecordedToday = sql`exists (
    select from employments e, roll_up_day today
    where e.person_id = g.person_id and (e.recorded_at at time zone today.time_zone)::date >= today.day
  )`;
  await db.transaction((tx) => writeOff(tx, sql`not ${isRecordedToday}`, now()));
}

/** The same for one person, in the transaction of what is about to change what they hold. */
export async function endGrantsOf(tx: Transaction, personId: string, now: Date): Promise<void> {
  await writeOff(tx, sql`g.person_id = ${personId}`, now);
}

async function writeOff(tx: Transaction, which: SQL, now: Date): Promise<void> {
  const ended = await tx.execute<Ended>(sql`
    update given_grants g set revoked_at = ${now.toISOString()}::timestamptz
    where revoked_at is null and id not in (select id from grants) and ${which}
    returning id, person_id as "personId", role,
      case when until_on < (select day from roll_up_day) then until_on::text end as "untilOn"`);
  for (const { id, personId, role, untilOn } of ended) {
    await endSessions(tx, personId);
    const facts = { role, ...(untilOn ? { until_on: untilOn } : {}) };
    await writeRecord(tx, { act: "end-grant", by: null, about: personId, at: now, facts });
    await tellOfEnd(tx, { id, personId, role }, now);
  }
}

/** `untilOn` is null for somebody who left. */
type Ended = { id: string; personId: string; role: GrantedRole; untilOn: Day | null };
