import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import { isAdvisedBy } from "./advisers.ts";
import { couldAdvise } from "./could-advise.ts";
import { type ExchangeFilter, isFound } from "./exchange-filter.ts";
import { closedLately, isDue, left, stateOf, waits, whatWasLast } from "./exchange-state.ts";
import { joinPlatform, readPlatform, type WithPlatform, withPlatform } from "./platform-of.ts";
import { type ExchangeState, listedUpTo } from "./words.ts";

/** An exchange as the list of who advises in it shows it. */
export type ListedExchange = {
  number: string;
  /** Whose it is. */
  person: string;
  state: ExchangeState;
  /** Empty: nobody said. */
  platform: string;
  isOngoing: boolean;
  isEscalated: boolean;
  /**
   * When somebody wrote last, of one that waits; what happened last, of a closed one with something left to do;
   * when it was closed, of a closed one; otherwise when it began.
   */
  since: Date;
  followUpOn: Day | null;
};

/**
 * The open exchanges that are the viewer's to advise in: first what waits for an answer, still going on before
 * others and who waits longest first; then those to come back to today or before; then the others. At most
 * `listedUpTo`, and one more where there are more.
 */
export async function readOpenExchanges(
  viewer: Viewer,
  portal: Portal,
  filter: ExchangeFilter,
): Promise<ListedExchange[]> {
  const { today } = await clockOf(portal);
  const part = sql`case when ${waits} then 0 when ${isDue(today)} then 1 else 2 end`;
  // Access is asked of the few that could be the viewer's, after everything that is cheap.
  const rows = await portal.db.execute<Row>(sql`
    with could as materialized (${couldAdvise(viewer, today)})
    select ${columns(today)}, ${sinceOpen} as since
    from could join exchanges x on x.id = could.id ${joined} ${whatWasLast}
    where case when ${isFound(filter)} then ${isAdvisedBy(viewer, today)} else false end
    order by ${part}, case when ${waits} then not x.is_ongoing end,
      case when not ${waits} then next.follow_up_on end, since, x.id
    limit ${listedUpTo + 1}`);
  return rows.map((row) => listed(portal, row));
}

/**
 * Those the viewer closed in which something is left to do: first where its person wrote, who waits longest first.
 * At most `listedUpTo`.
 */
export async function readLeftExchanges(
  viewer: Viewer,
  portal: Portal,
  filter: ExchangeFilter,
): Promise<ListedExchange[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<Row>(sql`
    with lately as materialized (${closedLately(viewer)})
    select ${columns(today)}, last.acted_at as since
    from lately join exchanges x on x.id = lately.id ${joined} ${whatWasLast}
    where case when ${left} is not null and ${isFound(filter)} then ${isAdvisedBy(viewer, today)} else false end
    order by last.act = 'wrote' desc, last.acted_at, x.id
    limit ${listedUpTo}`);
  return rows.map((row) => listed(portal, row));
}

const sinceOpen = sql`case when last.act = 'wrote' then last.acted_at else x.begun_at end`;

/** The order of the closed ones: the last first, along the index of who closed them. */
export const closedOrder: Stretch[] = [
  {
    columns: [
      { at: "a.acted_at", holds: "moment" },
      { at: "a.exchange_id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of the exchanges the viewer closed: they stay with them. */
export async function readClosedExchanges(
  viewer: Viewer,
  portal: Portal,
  filter: ExchangeFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedExchange>> {
  const { today } = await clockOf(portal);
  const page = await readPage<Row & { key: string[] }>(
    closedOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${columns(today)}, a.acted_at as since, a.key from (
          select a.exchange_id, a.acted_at, ${key} as key
          from exchange_acts a join exchanges x on x.id = a.exchange_id
          where a.act = 'closed' and a.by = ${viewer.personId} and ${where}
            and case when ${isFound(filter)} then ${isAdvisedBy(viewer, today)} else false end
          order by ${order} limit ${limit}
        ) a join exchanges x on x.id = a.exchange_id ${joined} ${whatWasLast}
        order by ${order}`),
  );
  return { ...page, rows: page.rows.map((row) => listed(portal, row)) };
}

type Row = Omit<ListedExchange, "since" | "platform"> & WithPlatform & { since: string };

const columns = (today: Day): SQL => sql`x.number, x.is_ongoing as "isOngoing",
  p.given_name || ' ' || p.family_name as person, ${stateOf(today)} as state,
  next.follow_up_on::text as "followUpOn",
  exists (select from exchange_escalations v where v.exchange_id = x.id) as "isEscalated", ${withPlatform}`;

const joined: SQL = sql`join people p on p.id = x.person_id ${joinPlatform}`;

function listed(portal: Portal, row: Row): ListedExchange {
  const { number, person, state, isOngoing, isEscalated, followUpOn, since } = row;
  return {
    ...{ number, person, state, isOngoing, isEscalated, followUpOn },
    ...{ platform: readPlatform(portal, row), since: new Date(since) },
  };
}
