import { sql } from "drizzle-orm";
import type { Transaction } from "../db.ts";
import { noteStep } from "./note-step.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { noDutyLeft } from "./why-moot.ts";

/**
 * Withdraws what is still to be said of assignments that are settled in this transaction, acknowledged or ended: that
 * they were made, reminders of a day on which nothing is due any more, and what their supervisor was to hear. Also a slip
 * that nobody handed over, and what waits for a mail server. What is being handed over to one just now goes out.
 */
export async function withdrawOfSettled(
  tx: Transaction,
  assignments: { id: string; personId: string }[],
  now: Date,
): Promise<void> {
  const settled = sql`(
    select id, "personId" from json_to_recordset(${JSON.stringify(assignments)}::text::json)
      as e (id uuid, "personId" uuid)
  )`;
  // Found by key and by person, along their indexes: where no mail goes out, very many wait.
  const moot = await tx.execute<{ id: string; kind: NoticeKind; personId: string }>(sql`
    select n.id, n.kind, n.person_id as "personId" from notices n
    where n.state in ('waiting', 'failing', 'slip') and n.id in (
      select o.id from ${settled} e join notices o on o.key = 'escalation ' || e.id
      union all
      select o.id from ${settled} e join notices o on o.person_id = e."personId"
      where case o.kind
        when 'assignment' then o.assignment_id = e.id
        else o.kind in ('due-soon', 'due-today', 'overdue') and not exists (
          select from assignments a
          where a.person_id = o.person_id and a.settled_at is null and a.due_on = o.due_on
        ) end
    )
    order by n.id
    for update of n skip locked`);
  for (const notice of moot) {
    await noteStep(tx, { notice, step: "withdrawn", now, reason: noDutyLeft });
  }
}
