import { givenGrants, grantAnswers } from "#drizzle/schema/auth.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { endGrantsOf } from "./end-grants.ts";
import { whyNoGrant } from "./grant.ts";
import type { AskedGrant } from "./hold-grant-request.ts";
import { endSessions } from "./session.ts";
import { withdrawSetUpCodes } from "./set-password.ts";
import { tellOfAnswer } from "./tell-of-grants.ts";

/**
 * Confirms a request for a role, in the transaction that looked who may: from now on it is held, and all who are
 * concerned are told. `by` null: whoever runs the server. Refuses what could not be granted any more. `also` does what
 * follows from a grant.
 */
export async function confirmGrant(
  tx: Transaction,
  { number: request, personId, role, untilOn, askedBy }: AskedGrant,
  { by, now }: { by: string | null; now: Date },
  also: (tx: Transaction, personId: string) => Promise<void>,
): Promise<{ answered: "confirmed" } | { refused: string }> {
  await endGrantsOf(tx, personId, now);
  const why = await whyNoGrant(tx, { personId, role, untilOn });
  if (why) return { refused: `Decline this request. ${why}` };
  const answer = "confirmed";
  await tx.insert(grantAnswers).values({ request, answer, answeredBy: by, answeredAt: now });
  await tx.insert(givenGrants).values({
    ...{ personId, role, untilOn, request, grantedBy: askedBy, grantedAt: now },
  });
  await withdrawSetUpCodes(tx, personId, now);
  await endSessions(tx, personId);
  const facts = { role, request, ...(untilOn ? { until_on: untilOn } : {}) };
  await writeRecord(tx, { act: "confirm-grant", by, about: personId, at: now, facts });
  await also(tx, personId);
  await tellOfAnswer(tx, { request, answer, by }, now);
  return { answered: answer };
}
