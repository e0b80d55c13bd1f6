import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import { type OwnState, ownState } from "./own-state.ts";

/** An exchange of somebody's own, as their list shows it. */
export type ListedOwnExchange = {
  number: string;
  begunOn: Day;
  /** Who logged it, of one they did not ask about themselves. */
  loggedBy: string | null;
  state: OwnState;
};

/** The last first. */
export const ownOrder: Stretch[] = [
  {
    columns: [
      { at: "x.begun_on", holds: "day" },
      { at: "x.id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of the exchanges that are the viewer's own. */
export function readOwnExchanges(
  { personId }: Viewer,
  { db }: Portal,
  { place, size = 10 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedOwnExchange>> {
  return readPage<ListedOwnExchange & { key: string[] }>(
    ownOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      db.execute(sql`
        select x.number, x.begun_on::text as "begunOn", ${ownState} as state, ${key} as key,
          case x.begun_as when 'log' then p.given_name || ' ' || p.family_name end as "loggedBy"
        from exchanges x join people p on p.id = x.begun_by
        where x.person_id = ${personId} and ${where} order by ${order} limit ${limit}`),
  );
}
