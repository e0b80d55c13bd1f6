import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";
import type { ExchangeAct } from "./exchange-act.ts";
import type { OpenExchange } from "./open-exchange.ts";
import { sayAct } from "./words.ts";

/**
 * What happened in an exchange since its reader saw the act with the number `seen` (0: none), as a sentence that
 * says what to do; null when nothing did.
 */
export async function whatHappenedSince(
  db: Executor,
  { id }: Pick<OpenExchange, "id">,
  seen: number,
): Promise<string | null> {
  const rows = await db.execute<{ act: ExchangeAct; by: string }>(sql`
    select a.act, p.given_name || ' ' || p.family_name as by
    from exchange_acts a join people p on p.id = a.by
    where a.exchange_id = ${id} and a.number > ${seen} order by a.number`);
  if (rows.length === 0) return null;
  const happened = [
    ...new Set(rows.map(({ act, by }) => sayAct({ act, by, isOwn: false }, { toOwner: false }))),
  ];
  return `Read what is new, then send yours again: meanwhile ${happened.join(", and ")}`;
}
