import { sql } from "drizzle-orm";
import { grantRequests } from "#drizzle/schema/auth.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { tellWhoAnswers } from "./tell-of-grants.ts";
import type { GrantedRole, Viewer } from "./viewer.ts";

/**
 * Asks for a role that a second person has to confirm, in the transaction that looked whether it can be granted, and
 * tells whoever may answer. Refuses where the same waits already; the same form sent again asks nothing more.
 */
export async function askForGrant(
  tx: Transaction,
  viewer: Viewer,
  {
    personId,
    role,
    untilOn,
    now,
    formId,
  }: { personId: string; role: GrantedRole; untilOn: Day | null; now: Date; formId: string },
): Promise<{ asked: number } | { refused: string }> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  const [waiting] = await tx.execute<{ number: number; isSame: boolean }>(sql`
    select number, form_id = ${formId} as "isSame" from grant_requests
    where form_id = ${formId}
      or (person_id = ${personId} and role = ${role} and grant_request_waits(number, ${moment}))
    order by form_id = ${formId} desc limit 1`);
  if (waiting?.isSame) return { asked: waiting.number };
  if (waiting) {
    return { refused: "Wait for the answer: this role was asked for already, for this person" };
  }
  const [asked] = await tx
    .insert(grantRequests)
    .values({ personId, role, untilOn, askedBy: viewer.personId, askedAt: now, formId })
    .returning({ number: grantRequests.number });
  if (!asked) throw new Error("A request for a grant was not stored.");
  const { number } = asked;
  const facts = { role, request: number, ...(untilOn ? { until_on: untilOn } : {}) };
  await writeRecord(tx, {
    ...{ act: "ask-for-grant", by: viewer.personId, about: personId, at: now, facts },
  });
  await tellWhoAnswers(tx, number, now);
  return { asked: number };
}
