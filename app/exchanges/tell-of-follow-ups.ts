import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { DueNotice } from "../notices/due-notice.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import type { Portal } from "../portal.ts";
import { isAdvisedBy } from "./advisers.ts";
import { couldAdvise } from "./could-advise.ts";
import { isDue, whatWasLast } from "./exchange-state.ts";

/**
 * Owes who advises today in an exchange whose follow-up is due the notice of it: one a person and day of follow-up,
 * however many there are. Can be asked for at any time.
 */
export async function tellOfFollowUps(portal: Portal): Promise<void> {
  const { today } = await clockOf(portal);
  const found = await portal.db.execute<{ key: string; personId: string }>(sql`
    select distinct 'follow-up-due ' || next.follow_up_on || ' ' || who.id as key, who.id as "personId"
    from open_exchanges o join exchanges x on x.id = o.exchange_id ${whatWasLast}
      cross join lateral (
        select a as id from advisers_of(x.id, ${today}) a
        union
        select x.begun_by where x.begun_as = 'log' and works_below(x.person_id, x.begun_by, ${today})
      ) who
    where ${isDue(today)} and not exists (
      select from notices n where n.key = 'follow-up-due ' || next.follow_up_on || ' ' || who.id
    )`);
  const owed = found.map((notice) => ({ ...notice, kind: "follow-up-due" as const }));
  await oweNotices(portal.db, owed, portal.now());
}

/** Why a notice of a follow-up is not to be sent any more, or null; of other notices always null. */
export async function whyNoFollowUpIsDue(
  db: Executor,
  { kind, personId }: Pick<DueNotice, "kind" | "personId">,
  today: Day,
): Promise<string | null> {
  if (kind !== "follow-up-due") return null;
  const [found] = await db.execute(sql`
    with could as materialized (${couldAdvise({ personId }, today)})
    select from could join exchanges x on x.id = could.id ${whatWasLast}
    where case when ${isDue(today)} then ${isAdvisedBy({ personId }, today)} else false end limit 1`);
  return found ? null : "Nobody is to be followed up any more";
}
