import { sql } from "drizzle-orm";
import { enqueue } from "../enqueue.ts";
import type { Portal } from "../portal.ts";
import { noteStep } from "./note-step.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { oweReminders } from "./reminders.ts";

/** How long a notice waits for a new address before a slip is all there is: days. */
const goodFor = 60;

/** What follows for notices from the calendar and from new addresses. Asked for every ten minutes. */
export async function turnNotices(portal: Portal): Promise<void> {
  await oweReminders(portal);
  await sendToNewAddresses(portal);
  const now = portal.now().toISOString();
  await portal.db.transaction(async (tx) => {
    const [waiting] = await tx.execute(sql`
      select from notices where state = 'waiting' and next_at <= ${now}::timestamptz limit 1`);
    if (waiting) await enqueue(tx, "send-notices", {}, { key: "send-notices by the clock" });
  });
}

/** What was refused, came back or became a slip goes by mail after all where there is a new address. */
async function sendToNewAddresses(portal: Portal): Promise<void> {
  const now = portal.now();
  const since = new Date(now.getTime() - goodFor * 86_400_000).toISOString();
  await portal.db.transaction(async (tx) => {
    const found = await tx.execute<{ id: string; kind: NoticeKind; personId: string }>(sql`
      select n.id, n.kind, n.person_id as "personId"
      from notices n join people p on p.id = n.person_id
      where n.state in ('refused', 'came-back', 'slip') and n.owed_at > ${since}::timestamptz
        and p.email is not null and not exists (
          select from notices r where r.person_id = p.id and r.address = p.email
            and r.state in ('refused', 'came-back')
        )
      for update of n skip locked`);
    for (const notice of found) await noteStep(tx, { notice, step: "again", now });
  });
}
