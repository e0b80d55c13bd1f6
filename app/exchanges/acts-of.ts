import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type ExchangeAct, readActWords } from "./exchange-act.ts";
import type { OpenExchange } from "./open-exchange.ts";

/** Something that was done about an exchange, as whoever opened it reads it. */
export type ExchangeActLine = {
  number: number;
  act: ExchangeAct;
  by: string;
  /** The one whose exchange it is did it. */
  isOwn: boolean;
  at: Date;
  words: string | null;
  followUpOn: Day | null;
};

/** What was done about an exchange, in order. Whoever opened it may read it all. */
export async function readActsOf(db: Executor, exchange: OpenExchange): Promise<ExchangeActLine[]> {
  const rows = await db.execute<
    Omit<ExchangeActLine, "at" | "words"> & { at: string; words: Uint8Array | null }
  >(sql`
    select a.number, a.act, p.given_name || ' ' || p.family_name as by, p.id = ${exchange.personId} as "isOwn",
      a.acted_at as at, a.words, a.follow_up_on::text as "followUpOn"
    from exchange_acts a join people p on p.id = a.by
    where a.exchange_id = ${exchange.id} order by a.number`);
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at),
    words: row.words && readActWords(exchange, row.number, row.words),
  }));
}
