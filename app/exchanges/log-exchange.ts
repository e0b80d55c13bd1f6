import { eq, sql } from "drizzle-orm";
import { type disengaged, exchangeReports } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import { addExchangeAct, holdExchange, isDoneBy } from "./exchange-act.ts";
import { tellPerson } from "./exchange-notices.ts";
import type { OpenExchange } from "./open-exchange.ts";
import { readKnown } from "./read-known.ts";
import type { LoggedExchange } from "./told.ts";
import { noLog } from "./why-no-act.ts";

export type Disengaged = (typeof disengaged.enumValues)[number];

/** An exchange report as its form gave it. */
export type NewExchangeReport = {
  formId: string;
  /** As the organization offers it, or `other`. */
  platform: string;
  disengaged: Disengaged;
  logged: LoggedExchange;
  /** Without one, the exchange is closed with its log. */
  followUpOn: Day | null;
};

/**
 * Logs an exchange, in a transaction that opened it for its adviser: the report, encrypted; the act; the news for
 * whose exchange it is; and without a day to come back to it, its end. `also` adds pictures. Refuses a second log;
 * the same form sent again logs nothing more.
 */
export async function logExchange(
  { personId: by }: Viewer,
  portal: Portal,
  tx: Transaction,
  exchange: OpenExchange,
  report: NewExchangeReport,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<{ logged: true } | { refused: string }> {
  const { formId, platform, disengaged, logged, followUpOn } = report;
  await holdExchange(tx, exchange);
  if (await isDoneBy(tx, exchange, "logged", formId)) return { logged: true };
  const refused = noLog(await readKnown(tx, exchange));
  if (refused) return { refused };
  const loggedOn = await addExchangeAct(portal, tx, exchange, {
    ...{ act: "logged", by, formId, followUpOn },
  });
  await tx.insert(exchangeReports).values({
    ...{ exchangeId: exchange.id, by, loggedOn, platform, disengaged },
    departmentId: sql`(
      select e.department_id from employments e
      where e.person_id = ${exchange.personId} and ${inForce("e", loggedOn)}
      limit 1
    )`,
    said: encryptJson(exchange.key, placeOf(exchange.id), logged),
  });
  await also(tx);
  if (!followUpOn) await addExchangeAct(portal, tx, exchange, { act: "closed", by, formId });
  await tellPerson(portal, tx, exchange);
  return { logged: true };
}

/** An exchange report as whoever opened the exchange reads it. */
export type ExchangeReport = LoggedExchange & {
  platform: string;
  disengaged: Disengaged;
  loggedOn: Day;
};

/** The log of an exchange; null before there is one. */
export async function readExchangeReport(
  db: Executor,
  { id, key }: OpenExchange,
): Promise<ExchangeReport | null> {
  const [found] = await db
    .select({
      platform: exchangeReports.platform,
      disengaged: exchangeReports.disengaged,
      loggedOn: exchangeReports.loggedOn,
      said: exchangeReports.said,
    })
    .from(exchangeReports)
    .where(eq(exchangeReports.exchangeId, id));
  if (!found) return null;
  const { said, ...open } = found;
  return { ...open, ...readLogged({ id, key }, said) };
}

/** What was logged, decrypted. */
export function readLogged(
  { id, key }: Pick<OpenExchange, "id" | "key">,
  said: Uint8Array,
): LoggedExchange {
  return decryptJson<LoggedExchange>(key, placeOf(id), said);
}

const placeOf = (row: string): Place => ({ table: "exchange_reports", column: "said", row });
