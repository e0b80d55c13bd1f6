import { exemptions } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";

/** Exempts a person from a day until a day, with a reason and the name of who decided; never oneself. */
export async function exempt(
  tx: Executor,
  exemption: {
    personId: string;
    reason: string;
    fromOn: Day;
    untilOn: Day | null;
    grantedBy: string;
  },
  now: Date,
): Promise<void> {
  await tx.insert(exemptions).values({ ...exemption, recordedAt: now });
  const { personId, grantedBy, fromOn, untilOn } = exemption;
  await writeRecord(tx, {
    act: "record-exemption",
    by: grantedBy,
    about: personId,
    at: now,
    facts: { fromOn, untilOn },
  });
}
