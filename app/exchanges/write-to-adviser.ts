import { and, eq, sql } from "drizzle-orm";
import { exchangeActs } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { addExchangeAct, holdExchange } from "./exchange-act.ts";
import { tellAdvisers } from "./exchange-notices.ts";
import { type OpenExchange, openOwnExchange } from "./open-exchange.ts";

/** Why somebody cannot write more about an exchange of theirs, or null; the act and the database say the same. */
export async function whyNoWriting(
  db: Executor,
  { id }: Pick<OpenExchange, "id">,
): Promise<string | null> {
  const [found] = await db.execute<{ mayWrite: boolean }>(sql`
    select exists (select from open_exchanges where exchange_id = ${id}) or exists (
      select from exchange_reports where exchange_id = ${id}
    ) as "mayWrite"`);
  return found?.mayWrite ? null : "Ask for advice again: this exchange is closed";
}

/**
 * Writes more about an exchange of the viewer's own: the words, encrypted; the ledger record; a notice to who
 * advises. Undefined when it is not theirs. Refused once it is closed, unless there is an exchange report: its
 * person can say their side of that always. The same form sent again writes nothing more.
 */
export function writeToAdviser(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words, formId }: { words: string; formId: string },
): Promise<{ written: true } | { refused: string } | undefined> {
  return portal.db.transaction(async (tx) => {
    const exchange = await openOwnExchange(viewer, portal, number, tx);
    if (!exchange) return undefined;
    await holdExchange(tx, exchange);
    const [before] = await tx
      .select({ exchangeId: exchangeActs.exchangeId })
      .from(exchangeActs)
      .where(and(eq(exchangeActs.formId, formId), eq(exchangeActs.act, "wrote")));
    if (before) {
      return before.exchangeId === exchange.id
        ? { written: true as const }
        : { refused: "Open this page again, and send the form from there" };
    }
    const refused = await whyNoWriting(tx, exchange);
    if (refused) return { refused };
    await addExchangeAct(portal, tx, exchange, {
      ...{ act: "wrote", by: viewer.personId, formId, words },
    });
    await tellAdvisers(portal, tx, exchange);
    return { written: true as const };
  });
}
