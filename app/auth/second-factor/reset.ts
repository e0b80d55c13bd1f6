import { passkeys } from "#drizzle/schema/second-factors.ts";
import type { Transaction } from "../../db.ts";
import { endGrantsOf } from "../end-grants.ts";
import { holdPerson } from "../hold-person.ts";
import { recordSignInChange } from "../record-sign-in-change.ts";
import { endSessions } from "../session.ts";
import { endApp } from "./authenticator-app.ts";
import { isPasskey } from "./factors.ts";
import { withdrawRecoveryCodes } from "./recovery-codes.ts";

/**
 * Ends every factor of a person and every session; who needs a factor makes a new one at the next sign-in. `by` null
 * is whoever runs the server. Whether `by` may, `resetSecondFactor` and `settleConfirmation` say, and the database.
 * Refuses where there is none.
 */
export async function endFactors(
  tx: Transaction,
  {
    personId,
    by,
    confirmation,
    now,
  }: { personId: string; by: string | null; confirmation: string | null; now: Date },
): Promise<{ reset: true } | { refused: string }> {
  await holdPerson(tx, personId);
  await endGrantsOf(tx, personId, now);
  const hadApp = await endApp(tx, personId, { by, now });
  const ended = await tx
    .update(passkeys)
    .set({ endedAt: now, endedBy: by })
    .where(isPasskey(personId))
    .returning({ id: passkeys.id });
  if (!hadApp && ended.length === 0) {
    return { refused: "Nothing to reset: this person has set up no second step" };
  }
  await withdrawRecoveryCodes(tx, personId, now);
  await endSessions(tx, personId);
  await recordSignInChange(tx, {
    ...{ act: "reset-second-factor", by, about: personId, at: now },
    facts: { confirmation },
  });
  return { reset: true };
}
