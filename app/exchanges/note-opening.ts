import { sql } from "drizzle-orm";
import type { Visit } from "../auth/guard.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { spanOfDay } from "../days.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { holdExchange } from "./exchange-act.ts";
import type { OpenExchange } from "./open-exchange.ts";

/**
 * Notes in the ledger that an adviser opened the exchange of a number, which they did open, the first time each
 * day, before anything of it is shown: who edits the directory cannot read it without trace. A HEAD request opens
 * nothing.
 */
export async function noteOpening(
  { viewer, portal, request }: Pick<Visit, "viewer" | "portal" | "request">,
  number: string,
): Promise<void> {
  if (request.method === "HEAD") return;
  const [exchange] = await portal.db.execute<{ id: string }>(sql`
    select id from exchanges where number = ${number}`);
  if (!exchange || (await wasOpenedToday(viewer, portal, portal.db, exchange))) return;
  await portal.db.transaction(async (tx) => {
    await holdExchange(tx, exchange);
    if (await wasOpenedToday(viewer, portal, tx, exchange)) return;
    const facts = { exchange: portal.vault.indexOf("exchange", exchange.id) };
    const [by, at] = [viewer.personId, portal.now()];
    await writeRecord(tx, { act: "open-exchange", by, about: null, at, facts });
  });
}

/** Names of all who opened an exchange as its advisers, as the ledger tells them. */
export async function readOpeners(
  { db, vault }: Portal,
  { id }: Pick<OpenExchange, "id">,
): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select p.given_name || ' ' || p.family_name as name from people p
    where p.id in (
      select (body::json ->> 'by')::uuid from ledger_records
      where ${isOpeningOf(vault.indexOf("exchange", id))}
    )
    order by p.sort_name, p.id`);
  return rows.map(({ name }) => name);
}

async function wasOpenedToday(
  { personId }: Viewer,
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenExchange, "id">,
): Promise<boolean> {
  const { timeZone, today } = await clockOf(portal);
  const { from } = spanOfDay(timeZone, today);
  const [found] = await db.execute(sql`
    select from ledger_records
    where ${isOpeningOf(portal.vault.indexOf("exchange", id))} and recorded_at >= ${from}::timestamptz
      and body::json ->> 'by' = ${personId}
    limit 1`);
  return found !== undefined;
}

/** As the index `ledger_records_of_openings` has it. */
const isOpeningOf = (digest: string) => sql`
  act = 'open-exchange' and body::json -> 'facts' ->> 'exchange' = ${digest}`;
