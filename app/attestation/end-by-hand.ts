import { eq } from "drizzle-orm";
import { assignments } from "#drizzle/schema/attestation.ts";
import type { Viewer } from "../auth/viewer.ts";
import { holdLock } from "../in-batches.ts";
import type { Portal } from "../portal.ts";
import { dutyLock } from "./duty-lock.ts";
import { endAssignments } from "./end-assignments.ts";

/**
 * Ends an open assignment by hand, with a reason: the person owes the track of this line of versions no
 * more. Refuses one's own and what was answered; sent twice it ends once.
 */
export async function endByHand(
  viewer: Viewer,
  portal: Portal,
  { assignmentId, words }: { assignmentId: string; words: string },
): Promise<{ ended: true } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    await holdLock(tx, dutyLock);
    const [found] = await tx.select().from(assignments).where(eq(assignments.id, assignmentId));
    if (!found) return { refused: "There is no such assignment" };
    if (found.personId === viewer.personId) {
      return { refused: "Ask another person of HR: nobody ends their own assignment" };
    }
    if (found.settledAs === "ended") return { ended: true };
    if (found.settledAt) return { refused: "Leave it as it is: this assignment was answered" };
    const ending = { id: assignmentId, personId: found.personId, why: "by-hand" as const, words };
    await endAssignments(tx, [ending], { by: viewer.personId, now: portal.now() });
    return { ended: true };
  });
}
