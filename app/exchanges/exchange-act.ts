import { and, eq, sql } from "drizzle-orm";
import { type exchangeAct, exchangeActs } from "#drizzle/schema/exchanges.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import type { OpenExchange } from "./open-exchange.ts";
import type { Telling } from "./telling.ts";

export type ExchangeAct = (typeof exchangeAct.enumValues)[number];

/** One act on an exchange at a time: held until the transaction ends. */
export async function holdExchange(
  tx: Transaction,
  { id }: Pick<OpenExchange, "id">,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 5))`);
}

/** What the ledger calls each act. */
const recorded = {
  answered: "answer-advice",
  wrote: "write-to-adviser",
  logged: "log-exchange",
  told: "tell-of-escalation",
  escalated: "escalate-exchange",
  "followed-up": "follow-up-exchange",
  closed: "close-exchange",
} as const;

type NewAct = {
  act: ExchangeAct;
  by: string;
  /** The form it came from. */
  formId: string;
  words?: string | Telling | undefined;
  followUpOn?: Day | null;
};

/**
 * Adds an act to an exchange that is held, with its ledger record, which names an adviser, and neither the person
 * whose exchange it is nor what was said. The database refuses one that does not follow, and one of somebody who does not advise that day.
 * Answers the day of the act.
 */
export async function addExchangeAct(
  portal: Portal,
  tx: Transaction,
  exchange: OpenExchange,
  { act, by, formId, words, followUpOn = null }: NewAct,
): Promise<Day> {
  const at = portal.now();
  const { today } = await clockOf(portal);
  const [last] = await tx.execute<{ number: number }>(sql`
    select coalesce(max(number), 0)::int as number from exchange_acts where exchange_id = ${exchange.id}`);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(exchangeActs).values({
    ...{
      exchangeId: exchange.id,
      number,
      act,
      by,
      actedOn: today,
      actedAt: at,
      formId,
      followUpOn,
    },
    words:
      words === undefined ? null : encryptJson(exchange.key, placeOf(exchange.id, number), words),
  });
  const facts = { exchange: portal.vault.indexOf("exchange", exchange.id) };
  const named = by === exchange.personId ? null : by;
  await writeRecord(tx, { act: recorded[act], by: named, about: null, at, facts });
  return today;
}

/** Whether this form has done this act before. */
export async function isDoneBy(
  tx: Executor,
  { id }: Pick<OpenExchange, "id">,
  act: ExchangeAct,
  formId: string,
): Promise<boolean> {
  const found = await tx
    .select({ number: exchangeActs.number })
    .from(exchangeActs)
    .where(
      and(
        eq(exchangeActs.exchangeId, id),
        eq(exchangeActs.act, act),
        eq(exchangeActs.formId, formId),
      ),
    );
  return found.length > 0;
}

/** What was said with an act, decrypted. */
export function readActWords(exchange: OpenExchange, number: number, words: Uint8Array): string {
  const said = decryptJson<string | Telling>(exchange.key, placeOf(exchange.id, number), words);
  return typeof said === "string" ? said : said.words;
}

/** What the person was told before their exchange is passed on, and what was chosen for it; null: nothing yet. */
export async function readTelling(
  db: Executor,
  exchange: OpenExchange,
): Promise<(Telling & { toldOn: Day; number: number }) | null> {
  const [told] = await db
    .select({
      number: exchangeActs.number,
      words: exchangeActs.words,
      toldOn: exchangeActs.actedOn,
    })
    .from(exchangeActs)
    .where(and(eq(exchangeActs.exchangeId, exchange.id), eq(exchangeActs.act, "told")));
  if (!told?.words) return null;
  const { number, words, toldOn } = told;
  const said = decryptJson<Telling>(exchange.key, placeOf(exchange.id, number), words);
  return { ...said, number, toldOn };
}

const placeOf = (exchange: string, number: number): Place => ({
  ...{ table: "exchange_acts", column: "words", row: `${exchange} ${number}` },
});
