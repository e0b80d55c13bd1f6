import { leaves } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";

/** Records a leave; while it lasts the clock of every assignment stands still. `untilOn` null: not known yet. */
export async function recordLeave(
  tx: Executor,
  leave: { personId: string; fromOn: Day; untilOn: Day | null },
  { by, now }: { by: string | null; now: Date },
): Promise<void> {
  await tx.insert(leaves).values({ ...leave, recordedAt: now, recordedBy: by });
  const { personId, ...facts } = leave;
  await writeRecord(tx, { act: "record-leave", by, about: personId, at: now, facts });
}
