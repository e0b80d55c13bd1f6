import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import { type Day, dayIn } from "../days.ts";
import type { Executor } from "../db.ts";
import type { ExchangeSource } from "../intake/answers.ts";
import type { Portal } from "../portal.ts";
import { readActsOf } from "./acts-of.ts";
import { readRequest } from "./begin-exchange.ts";
import { readExchangeReport } from "./log-exchange.ts";
import type { OpenExchange } from "./open-exchange.ts";

/** All that goes with an exchange when it is passed on, and the number of its last act; null before it is logged. */
export async function readExchangeSource(
  portal: Portal,
  exchange: OpenExchange,
  db: Executor = portal.db,
): Promise<{ source: ExchangeSource; lastAct: number } | null> {
  const { timeZone } = await clockOf(portal);
  const report = await readExchangeReport(db, exchange);
  const [row] = await db.execute<Row>(sql`
    select x.begun_on::text as "askedOn", x.is_ongoing as "isOngoing", x.request,
      to_json(array(
        select t.person_id from exchange_parties t where t.exchange_id = x.id order by 1
      )) as parties,
      to_json(array(
        select a.by from exchange_acts a where a.exchange_id = x.id and a.by <> x.person_id
        union select e.by order by 1
      )) as "advisedBy",
      p.given_name || ' ' || p.family_name as name, l.given_name || ' ' || l.family_name as by
    from exchanges x join people p on p.id = x.person_id
      join exchange_reports e on e.exchange_id = x.id join people l on l.id = e.by
    where x.id = ${exchange.id}`);
  if (!report || !row) return null;
  const { request, askedOn, isOngoing, name, by, parties, advisedBy } = row;
  const acts = await readActsOf(db, exchange);
  const platform = report.platform === "other" ? report.otherPlatform : report.platform;
  const source: ExchangeSource = {
    number: exchange.number,
    person: { personId: exchange.personId, name },
    ...{ parties, advisedBy },
    request: request && { ...readRequest(exchange, request), askedOn, isOngoing },
    log: { ...report, platform, by },
    messages: acts.flatMap(({ act, by, at, words }) =>
      words && (act === "answered" || act === "wrote")
        ? [{ by, on: dayIn(timeZone, at), words }]
        : [],
    ),
  };
  return { source, lastAct: acts.at(-1)?.number ?? 0 };
}

type Row = {
  askedOn: Day;
  isOngoing: boolean;
  request: Uint8Array | null;
  name: string;
  by: string;
  parties: string[];
  advisedBy: string[];
};
