import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { ExchangeAct } from "./exchange-act.ts";
import { joinPlatform, readPlatform, type WithPlatform, withPlatform } from "./platform-of.ts";

/** So long an adviser's act is news: days. */
const newsFor = 7;

/** What an adviser did last in an exchange of somebody's own. */
export type ExchangeNews = {
  number: string;
  act: ExchangeAct;
  by: string;
  /** Day it was asked about or logged. */
  begunOn: Day;
  /** Where it is; empty: not said. */
  platform: string;
};

/** An act `a` of an exchange `x` is an adviser's, and the person has written nothing since. */
const isNews = sql`a."by" <> x.person_id and not exists (
  select from exchange_acts w
  where w.exchange_id = x.id and w."by" = x.person_id and w.number > a.number
)`;

/** The person has an exchange in which an adviser said or did something last. */
export const hasNews = (personId: string) => sql`exists (
  select from exchanges x join exchange_acts a on a.exchange_id = x.id
  where x.person_id = ${personId} and ${isNews}
)`;

/** What is new in the viewer's own exchanges, the latest first, at most three. That one was closed is news alone. */
export async function readExchangeNews(
  { personId }: Viewer,
  portal: Portal,
): Promise<ExchangeNews[]> {
  const since = new Date(portal.now().getTime() - newsFor * 86_400_000).toISOString();
  const rows = await portal.db.execute<Omit<ExchangeNews, "platform"> & WithPlatform>(sql`
    select x.number, last.act, p.given_name || ' ' || p.family_name as by, x.begun_on::text as "begunOn",
      ${withPlatform}
    from exchanges x ${joinPlatform} join lateral (
      select a.act, a."by", a.acted_at, a.number from exchange_acts a
      where a.exchange_id = x.id and ${isNews} and a.acted_at > ${since}::timestamptz
      order by a.act = 'closed', a.number desc limit 1
    ) last on true join people p on p.id = last."by"
    where x.person_id = ${personId}
    order by last.acted_at desc, last.number desc limit 3`);
  return rows.map(({ number, act, by, begunOn, ...row }) => ({
    ...{ number, act, by, begunOn, platform: readPlatform(portal, row) },
  }));
}
