import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { endSessions } from "./session.ts";
import type { GrantedRole } from "./viewer.ts";

/**
 * Writes off the grants whose last day is over, and ends the sessions of whoever held them. Nobody held them any more:
 * this is what the ledger says of it, once. Can be asked for at any time.
 */
export async function endGrants({ db, now }: Pick<Portal, "db" | "now">): Promise<void> {
  await db.transaction((tx) => writeOff(tx, sql`true`, now()));
}

/** The same for one person, in the transaction of what is about to change what they hold. */
export async function endGrantsOf(tx: Transaction, personId: string, now: Date): Promise<void> {
  await writeOff(tx, sql`person_id = ${personId}`, now);
}

async function writeOff(tx: Transaction, which: SQL, now: Date): Promise<void> {
  const ended = await tx.execute<{ personId: string; role: GrantedRole; untilOn: Day }>(sql`
    update given_grants set revoked_at = ${now.toISOString()}::timestamptz
    where revoked_at is null and until_on < (select day from roll_up_day) and ${which}
    returning person_id as "personId", role, until_on::text as "untilOn"`);
  for (const { personId, role, untilOn } of ended) {
    await endSessions(tx, personId);
    const facts = { role, until_on: untilOn };
    await writeRecord(tx, { act: "end-grant", by: null, about: personId, at: now, facts });
  }
}
