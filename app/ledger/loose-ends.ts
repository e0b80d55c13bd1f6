import type { TransactionSql } from "postgres";
import type { Fault } from "./fault.ts";

/**
 * What no seal can show: leaves under a seal that is gone, records that wait though sealed, that were
 * removed while they waited, or that are neither sealed nor waiting. `sealed` counts the records already
 * found under the seals 1 to `last`.
 */
export async function nameLooseEnd(
  tx: TransactionSql,
  { last, sealed }: { last: number; sealed: number },
): Promise<Fault | null> {
  const [orphan] = await tx`
    select seal, position, record_id as "recordId" from ledger_leaves
    where seal not between 1 and ${last} order by seal, position limit 1`;
  if (orphan) {
    const { seal, position, recordId } = orphan;
    const sentence = `Seal ${seal} was removed: record ${recordId} still refers to it.`;
    return { seal, position, recordId, sentence };
  }
  const nowhere = (recordId: string, sentence: string) => ({
    seal: null,
    position: null,
    recordId,
    sentence: `Record ${recordId} ${sentence}`,
  });
  const [double] = await tx`
    select record_id as id from ledger_unsealed join ledger_leaves using (record_id) limit 1`;
  if (double) return nowhere(double.id, "is sealed and was put back among those that wait.");

  const [lost] = await tx`
    select record_id as id from ledger_unsealed
    where not exists (select from ledger_records where id = record_id) limit 1`;
  if (lost) return nowhere(lost.id, "was removed while it waited for its seal.");

  // Counting is quick; looking for the one that is too many takes a while, and is rarely needed.
  const [count] = await tx`
    select (select count(*) from ledger_records)::int as stored,
           (select count(*) from ledger_unsealed)::int as waiting`;
  if (count?.stored === sealed + count?.waiting) return null;
  const [stray] = await tx`
    select id from ledger_records
    where not exists (select from ledger_leaves where record_id = id)
      and not exists (select from ledger_unsealed where record_id = id)
    order by recorded_at, id limit 1`;
  return stray
    ? nowhere(stray.id, "is neither sealed nor waiting for a seal: it was inserted, or cut off.")
    : null;
}
