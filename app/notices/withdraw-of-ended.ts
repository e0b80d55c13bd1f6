import { sql } from "drizzle-orm";
import type { Transaction } from "../db.ts";
import { noteStep } from "./note-step.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { noDutyLeft } from "./why-moot.ts";

/**
 * Withdraws what is still to be said of assignments that end in this transaction: that they were made, reminders of a
 * day on which nothing is due any more, and what their supervisor was to hear. Also a slip that nobody handed over, and
 * what waits for a mail server. What is being handed over to one just now goes out.
 */
export async function withdrawOfEnded(
  tx: Transaction,
  ended: { id: string; personId: string }[],
  now: Date,
): Promise<void> {
  const settled = sql`(
    select id, "personId" from json_to_recordset(${JSON.stringify(ended)}::text::json)
      as e (id uuid, "personId" uuid)
  )`;
  const moot = await tx.execute<{ id: string; kind: NoticeKind; personId: string }>(sql`
    select n.id, n.kind, n.person_id as "personId" from notices n
    where n.state in ('waiting', 'failing', 'slip') and (
      n.key in (select 'escalation ' || id from ${settled} e)
      or (n.person_id in (select "personId" from ${settled} e) and case n.kind
        when 'assignment' then n.assignment_id in (select id from ${settled} e)
        else n.kind in ('due-soon', 'due-today', 'overdue') and not exists (
          select from assignments a
          where a.person_id = n.person_id and a.settled_at is null and a.due_on = n.due_on
        ) end)
    )
    order by n.id
    for update skip locked`);
  for (const notice of moot) {
    await noteStep(tx, { notice, step: "withdrawn", now, reason: noDutyLeft });
  }
}
