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
 * where that somebody left is news of today: a wrong end is corrected the same day. Can be asked for at any time.
 */
export async function endGrants({ db, now }: Pick<Portal, "db" | "now">): Promise<void> {
  const isNews = sql`works_since(g.person_id, g.granted_at, (
    select day::timestamp at time zone time_zone from roll_up_day
  ))`;
  const which = sql`(id not in (select id from open_grants) or not ${isNews})`;
  await db.transaction((tx) => writeOff(tx, which, now()));
}

/**
 * The same for one person at once, in the transaction of what is about to change what they hold, or how they get in:
 * whoever acts on somebody as one who left makes the leaving final.
 */
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
