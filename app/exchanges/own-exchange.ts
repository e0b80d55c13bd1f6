import { sql } from "drizzle-orm";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import type { Portal } from "../portal.ts";
import { type ExchangeActLine, readActsOf } from "./acts-of.ts";
import { readAdvisersOf } from "./advisers.ts";
import { readRequest } from "./begin-exchange.ts";
import { type ExchangeReport, readExchangeReport } from "./log-exchange.ts";
import { readOpeners } from "./note-opening.ts";
import { type OpenExchange, openOwnExchange } from "./open-exchange.ts";
import { type OwnState, ownState } from "./own-state.ts";
import type { AdviceRequest } from "./told.ts";
import { whyNoWriting } from "./write-to-adviser.ts";

/** An exchange as the one whose it is reads it: all that is kept about it, and nothing of anybody else's. */
export type OwnExchange = {
  clock: Clock;
  number: string;
  begunAt: Date;
  state: OwnState;
  isOngoing: boolean;
  /** Its person has an e-mail address: without one, news are seen only here. */
  hasMail: boolean;
  /** Null of one that an adviser logged by themselves. */
  request: AdviceRequest | null;
  /** Names of who reads it today. */
  readers: string[];
  /** Names of who opened it or did something about it, and does not read it any more. */
  formerReaders: string[];
  /** Names of who is part of it: they do not read it. */
  keptFrom: string[];
  acts: ExchangeActLine[];
  report: ExchangeReport | null;
  evidence: Evidence[];
  /** Null: they can write more. */
  whyNoWriting: string | null;
};

/** The exchange of a number for the one whose it is; to anyone else, and when there is none, undefined. */
export async function readOwnExchange(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<OwnExchange | undefined> {
  const { db } = portal;
  const [clock, exchange] = await Promise.all([
    clockOf(portal),
    openOwnExchange(viewer, portal, number),
  ]);
  if (!exchange) return undefined;
  const [begun, acts, report, evidence, advisers, openers, noWriting] = await Promise.all([
    readBegun(portal, exchange),
    readActsOf(db, exchange),
    readExchangeReport(db, exchange),
    listEvidence(portal, db, exchange),
    readAdvisersOf(db, exchange, clock.today),
    readOpeners(portal, exchange),
    whyNoWriting(db, exchange),
  ]);
  const readers = advisers.map(fullName);
  const actors = acts.filter(({ isOwn }) => !isOwn).map(({ by }) => by);
  return {
    ...{ clock, number: exchange.number, ...begun, acts, report, evidence, readers },
    formerReaders: [...new Set([...actors, ...openers])].filter((name) => !readers.includes(name)),
    whyNoWriting: noWriting,
  };
}

type Begun = Pick<OwnExchange, "state" | "isOngoing" | "hasMail" | "keptFrom">;

async function readBegun(
  { db }: Portal,
  exchange: OpenExchange,
): Promise<Begun & Pick<OwnExchange, "begunAt" | "request">> {
  const [row] = await db.execute<Begun & { begunAt: string; request: Uint8Array | null }>(sql`
    select x.begun_at as "begunAt", x.is_ongoing as "isOngoing", x.request, ${ownState} as state,
      exists (select from people o where o.id = x.person_id and o.email is not null) as "hasMail",
      array(
        select p.given_name || ' ' || p.family_name
        from exchange_parties e join people p on p.id = e.person_id
        where e.exchange_id = x.id order by p.sort_name, p.id
      ) as "keptFrom"
    from exchanges x where x.id = ${exchange.id}`);
  if (!row) throw new Error("An open exchange is gone.");
  const { begunAt, request, ...begun } = row;
  return {
    ...begun,
    begunAt: new Date(begunAt),
    request: request && readRequest(exchange, request),
  };
}
