import { eq, sql } from "drizzle-orm";
import { exchangeActs } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor, Transaction } from "../db.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import type { Portal } from "../portal.ts";
import { addExchangeAct, holdExchange } from "./exchange-act.ts";
import { tellPerson } from "./exchange-notices.ts";
import { readExchangeSource } from "./exchange-source.ts";
import { type OpenExchange, openExchange } from "./open-exchange.ts";
import { type TellingChoices, writeTelling } from "./telling.ts";
import { whatHappenedSince } from "./what-happened-since.ts";

/** What whoever tells has looked at: the digest of the words, and the number of the last act. */
export type LookedAt = { lookedAt: string; seen: number };

/** Why nobody is told that an exchange goes to HR, for the page that asks first; act and database say the same. */
export async function whyNoTelling(
  db: Executor,
  exchange: Pick<OpenExchange, "id">,
): Promise<string | null> {
  const { isLogged, isTold, isEscalated } = await readStanding(db, exchange);
  if (isEscalated) return passedOnAlready;
  if (isTold)
    return "Go on to passing it to Human Resources: whose exchange it is was told already";
  if (!isLogged) return "Log the exchange first: it is the exchange report that is passed on";
  return null;
}

/** Why an exchange is not passed to HR now, likewise. */
export async function whyNoEscalation(
  db: Executor,
  exchange: Pick<OpenExchange, "id">,
): Promise<string | null> {
  const { isTold, isEscalated } = await readStanding(db, exchange);
  if (isEscalated) return passedOnAlready;
  return isTold ? null : "Tell whose exchange it is first, and why it is to be passed on";
}

/**
 * Tells whose exchange it is, with the reason, that it is to go to HR: the words, encrypted with what was chosen;
 * the act; a notice. Nothing goes to HR by it. Undefined where the exchange is not there for the viewer; refuses a
 * second time, and what is not as it was looked at; the same form sent again tells nothing more.
 */
export async function tellOfEscalation(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { formId, choices, lookedAt, seen }: LookedAt & { formId: string; choices: TellingChoices },
): Promise<{ told: true } | { refused: string; isChanged?: true } | undefined> {
  return portal.db.transaction(async (tx) => {
    const found = await openExchange(viewer, portal, number, tx);
    if (!found) return undefined;
    await holdExchange(tx, found);
    const before = await readSentWith(tx, formId);
    if (before.some(({ id, act }) => id === found.id && act === "told")) return { told: true };
    if (before.length > 0) return { refused: again };
    // Whoever held it before may have closed it: it is theirs alone then.
    const exchange = await openExchange(viewer, portal, number, tx);
    if (!exchange) return undefined;
    const refused = await whyNoTelling(tx, exchange);
    if (refused) return { refused };
    const read = await readExchangeSource(portal, exchange, tx);
    const words = writeTelling(choices, Boolean(read?.source.request));
    const happened = await whatHappenedSince(tx, exchange, seen);
    if (happened) return { refused: happened, isChanged: true };
    if (digestOfTelling(choices, words) !== lookedAt)
      return { refused: otherWords, isChanged: true };
    await addExchangeAct(portal, tx, exchange, {
      ...{ act: "told", by: viewer.personId, formId },
      words: { ...choices, words },
    });
    await tellPerson(portal, tx, exchange);
    return { told: true };
  });
}

/** Names what is told, with the clauses that were chosen: SHA-256. */
export function digestOfTelling(choices: TellingChoices, words: string): string {
  return sha256Hex(JSON.stringify([words, choices.rules]));
}

/** The acts a form has done, wherever: a form is of one exchange. */
function readSentWith(tx: Transaction, formId: string) {
  return tx
    .select({ id: exchangeActs.exchangeId, act: exchangeActs.act })
    .from(exchangeActs)
    .where(eq(exchangeActs.formId, formId));
}

const again = "Open this page again, and send the form from there";
const otherWords = "Read it again before it is told: the rules were published anew meanwhile";
const passedOnAlready = "Look at the exchange: it was passed to Human Resources already";

type Standing = { isLogged: boolean; isTold: boolean; isEscalated: boolean };

async function readStanding(db: Executor, { id }: Pick<OpenExchange, "id">): Promise<Standing> {
  const [found] = await db.execute<Standing>(sql`
    select exists (select from exchange_reports where exchange_id = ${id}) as "isLogged",
      exists (select from exchange_acts where exchange_id = ${id} and act = 'told') as "isTold",
      exists (select from exchange_escalations where exchange_id = ${id}) as "isEscalated"`);
  return found ?? { isLogged: false, isTold: false, isEscalated: false };
}
