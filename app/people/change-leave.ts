import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { change } from "./change-work.ts";
import type { Refused } from "./directory-refusals.ts";
import { inForce } from "./in-force.ts";

/**
 * Records a leave, or corrects the one that `began` on a day. `untilOn` null: not known yet. Refuses days
 * of another leave, and a leave that begins while nobody works.
 */
export async function changeLeave(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  { began, fromOn, untilOn }: { began: Day | null; fromOn: Day; untilOn: Day | null },
): Promise<{ recorded: Day } | Refused> {
  return change(portal, async (tx) => {
    const now = portal.now();
    const [work] = await tx.execute(sql`
      select from employments where person_id = ${personId} and ${inForce("employments", fromOn)}`);
    if (!work) {
      return {
        at: "fromOn",
        refused: "Choose a day of a period of work: nobody is on leave outside one",
      };
    }
    const superseded = await tx.execute<{ id: string }>(sql`
      update leaves set superseded_at = ${now.toISOString()}::timestamptz
      where person_id = ${personId} and superseded_at is null and from_on = ${began}::date
      returning id`);
    if (began && superseded.length === 0) {
      return { at: "form", refused: "Open the person’s file again: it changed" };
    }
    const id = randomUUID();
    await tx.execute(sql`
      insert into leaves (id, person_id, from_on, until_on, recorded_at, recorded_by)
      values (${id}::uuid, ${personId}::uuid, ${fromOn}::date, ${untilOn}::date,
        ${now.toISOString()}::timestamptz, ${viewer.personId}::uuid)`);
    const facts = { superseded: superseded.map((row) => row.id), added: { id, fromOn, untilOn } };
    await writeRecord(tx, {
      act: "change-leave",
      by: viewer.personId,
      about: personId,
      at: now,
      facts,
    });
    return { recorded: fromOn };
  });
}
