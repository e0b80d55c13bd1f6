import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";
import { waits, whatWasLast } from "./exchange-state.ts";
import type { OpenExchange } from "./open-exchange.ts";
import type { Known } from "./why-no-act.ts";

/** What decides which acts follow in an exchange, as it stands now. */
export async function readKnown(db: Executor, { id }: Pick<OpenExchange, "id">): Promise<Known> {
  const [known] = await db.execute<Known>(sql`
    select exists (select from open_exchanges where exchange_id = ${id}) as "isOpen",
      exists (select from exchange_reports where exchange_id = ${id}) as "isLogged",
      ${waits} as "isWaiting"
    from exchanges x ${whatWasLast} where x.id = ${id}`);
  return known ?? { isOpen: false, isLogged: false, isWaiting: false };
}
