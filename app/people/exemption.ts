import { and, eq, isNull, sql } from "drizzle-orm";
import { exemptions } from "#drizzle/schema/people.ts";
import { holdPerson } from "../auth/hold-person.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { addDays, type Day, writeDay } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";

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

/**
 * Exempts a person from today, until a day or until further notice. Refuses oneself, a day in the past, and
 * somebody who is exempt already; the same form sent twice exempts once.
 */
export async function exemptFromToday(
  viewer: Viewer,
  portal: Portal,
  { personId, reason, untilOn }: { personId: string; reason: string; untilOn: Day | null },
): Promise<{ exempt: true } | { refused: string }> {
  if (personId === viewer.personId) {
    return { refused: "Ask another person of HR: nobody exempts themselves" };
  }
  const { today, locale } = await clockOf(portal);
  if (untilOn !== null && untilOn < today) return { refused: "Choose today or a later day" };
  return portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const held = await heldExemption(tx, personId, today);
    if (held?.reason === reason && held.untilOn === untilOn) return { exempt: true };
    if (held) {
      const until = held.untilOn ? ` until ${writeDay(locale, held.untilOn)}` : "";
      return { refused: `End that exemption first: this person is exempt${until} already` };
    }
    const now = portal.now();
    const grantedBy = viewer.personId;
    await exempt(tx, { personId, reason, fromOn: today, untilOn, grantedBy }, now);
    await enqueue(tx, "bring-duties-up-to-date", {});
    return { exempt: true };
  });
}

/**
 * Ends an exemption with yesterday, so that the clock runs from today. It is corrected by a new row; one
 * that began today is only corrected. Refuses one's own; sent twice it ends once.
 */
export async function endExemption(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<{ ended: true } | { refused: string }> {
  if (personId === viewer.personId) {
    return { refused: "Ask another person of HR: nobody ends their own exemption" };
  }
  const { today } = await clockOf(portal);
  const yesterday = addDays(today, -1);
  return portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const held = await heldExemption(tx, personId, today);
    if (!held) return { ended: true };
    const now = portal.now();
    await tx.update(exemptions).set({ supersededAt: now }).where(eq(exemptions.id, held.id));
    const { fromOn, reason } = held;
    const row = { personId, reason, fromOn, untilOn: yesterday, recordedAt: now };
    if (fromOn <= yesterday) {
      await tx.insert(exemptions).values({ ...row, grantedBy: viewer.personId });
    }
    await writeRecord(tx, {
      act: "end-exemption",
      by: viewer.personId,
      about: personId,
      at: now,
      facts: { fromOn, untilOn: fromOn <= yesterday ? yesterday : null },
    });
    await enqueue(tx, "bring-duties-up-to-date", {});
    return { ended: true };
  });
}

/** The exemption that holds on the day or will, the first of them. */
async function heldExemption(tx: Transaction, personId: string, today: Day) {
  const [held] = await tx
    .select()
    .from(exemptions)
    .where(
      and(
        eq(exemptions.personId, personId),
        isNull(exemptions.supersededAt),
        sql`(${exemptions.untilOn} is null or ${exemptions.untilOn} >= ${today})`,
      ),
    )
    .orderBy(exemptions.fromOn)
    .limit(1);
  return held;
}
