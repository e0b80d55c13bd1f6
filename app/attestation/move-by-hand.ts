import { eq } from "drizzle-orm";
import { assignments } from "#drizzle/schema/attestation.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type Day, writeDay } from "../days.ts";
import { enqueue } from "../enqueue.ts";
import { holdLock } from "../in-batches.ts";
import type { Portal } from "../portal.ts";
import { dutyLock } from "./duty-lock.ts";
import { moveDueDays } from "./move-due-days.ts";

/**
 * Moves a due day by hand; days of leave count from there anew. `fromOn` is the day its form showed.
 * Refuses one's own, a settled assignment, a past day, and a day that another moved meanwhile; the same
 * form sent twice moves it once.
 */
export async function moveByHand(
  viewer: Viewer,
  portal: Portal,
  {
    assignmentId,
    fromOn,
    toOn,
    words,
  }: { assignmentId: string; fromOn: Day; toOn: Day; words: string },
): Promise<{ dueOn: Day } | { refused: string }> {
  const { today, locale } = await clockOf(portal);
  if (toOn < today) return { refused: "Choose today or a later day" };
  return portal.db.transaction(async (tx) => {
    await holdLock(tx, dutyLock);
    const [found] = await tx.select().from(assignments).where(eq(assignments.id, assignmentId));
    if (!found || found.settledAt) {
      return { refused: "Nothing is due any more: this assignment was answered or has ended" };
    }
    const { personId, dueOn } = found;
    if (personId === viewer.personId) {
      return { refused: "Ask another person of HR: nobody moves their own due day" };
    }
    if (dueOn === toOn) return { dueOn };
    if (dueOn !== fromOn) {
      return {
        refused: `Look again: it was moved meanwhile, and is due on ${writeDay(locale, dueOn)}`,
      };
    }
    const move = { id: assignmentId, personId, fromOn, toOn, why: "by-hand" as const, words };
    await moveDueDays(tx, [move], { by: viewer.personId, now: portal.now() });
    await enqueue(tx, "bring-duties-up-to-date", {});
    return { dueOn: toOn };
  });
}
