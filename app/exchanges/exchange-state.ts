import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { closedAskedUpTo, type ExchangeState } from "./words.ts";

/** Joins to the exchange `x` what was done last, and the day its adviser wants to come back to it. */
export const whatWasLast: SQL = sql`
  left join lateral (
    select a.number, a.act, a.acted_at from exchange_acts a
    where a.exchange_id = x.id order by a.number desc limit 1
  ) last on true
  left join lateral (
    select a.follow_up_on from exchange_acts a
    where a.exchange_id = x.id and a.act in ('logged', 'followed-up') order by a.number desc limit 1
  ) next on true`;

/** Whose exchange it is wrote last. */
export const waits: SQL = sql`coalesce(last.act = 'wrote', true)`;

/** The day to come back to it is today, or was before. */
export const isDue = (today: Day): SQL => sql`coalesce(next.follow_up_on <= ${today}, false)`;

/**
 * What is left to do in a closed one, or null: its person wrote since, or was told that it is passed on, and it is
 * not yet. An answer to what they wrote does not pass it on.
 */
export const left: SQL = sql`case last.act
    when 'wrote' then 'wrote-since'
    when 'told' then 'told'
    when 'answered' then (
      select 'told' from exchange_acts t
      where t.exchange_id = x.id and t.act = 'told'
        and not exists (select from exchange_escalations v where v.exchange_id = x.id)
    )
  end`;

/** Ids of the exchanges the viewer closed last, along the index of who closed them. */
export const closedLately = ({ personId }: Pick<Viewer, "personId">): SQL => sql`
  select a.exchange_id as id from exchange_acts a
  where a.act = 'closed' and a."by" = ${personId}
  order by a.acted_at desc, a.exchange_id desc limit ${closedAskedUpTo}`;

/** Where an exchange stands, for who advises in it: after `whatWasLast`. */
export function stateOf(today: Day): SQL<ExchangeState> {
  return sql<ExchangeState>`case
    when not exists (select from open_exchanges o where o.exchange_id = x.id)
      then coalesce(${left}, 'closed')
    when ${waits} then 'waiting'
    when ${isDue(today)} then 'due'
    when next.follow_up_on is not null then 'planned'
    else 'answered'
  end`;
}
