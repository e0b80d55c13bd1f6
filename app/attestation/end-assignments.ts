import { sql } from "drizzle-orm";
import type { endingReason } from "#drizzle/schema/attestation.ts";
import type { Transaction } from "../db.ts";
import { writeRecords } from "../ledger/record.ts";
import { withdrawOfSettled } from "../notices/withdraw-of-settled.ts";

export type EndingReason = (typeof endingReason.enumValues)[number];

/** An assignment to be ended: `id` is its own. */
type Ending = { id: string; personId: string; why: EndingReason; words: string };

/**
 * Ends open assignments, each with its record, and withdraws what was still to be said of them. `by` null is the portal
 * itself. The database refuses one that is settled already.
 */
export async function endAssignments(
  tx: Transaction,
  endings: Ending[],
  { by, now }: { by: string | null; now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into assignment_endings (assignment_id, why, words, ended_at, ended_by)
    select id, why, words, ${now.toISOString()}::timestamptz, ${by}::uuid
    from json_to_recordset(${JSON.stringify(endings)}::text::json)
      as r (id uuid, why ending_reason, words text)
    order by id`);
  await writeRecords(
    tx,
    endings.map(({ id, personId, why }) => ({
      act: "end-assignment",
      by,
      about: personId,
      at: now,
      facts: { assignment: id, why },
    })),
  );
  await withdrawOfSettled(tx, endings, now);
}
