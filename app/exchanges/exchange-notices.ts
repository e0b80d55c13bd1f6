import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import type { Portal } from "../portal.ts";
import { readAdviserIds } from "./advisers.ts";
import type { OpenExchange } from "./open-exchange.ts";

/** Owes those who advise in an exchange the notice that something waits, at most one a person and hour. */
export async function tellAdvisers(
  portal: Portal,
  tx: Transaction,
  { id }: Pick<OpenExchange, "id">,
): Promise<void> {
  const { today } = await clockOf(portal);
  const advisers = await readAdviserIds(tx, id, today);
  const owed = advisers.map((personId) => ({
    key: `advice-waiting ${hourOf(portal)} ${personId}`,
    kind: "advice-waiting" as const,
    personId,
  }));
  await oweNotices(tx, owed, portal.now());
}

/** Owes the one whose exchange it is the notice that something new stands there, at most one an hour. */
export async function tellPerson(
  portal: Portal,
  tx: Transaction,
  { personId }: Pick<OpenExchange, "personId">,
): Promise<void> {
  const key = `advice-news ${hourOf(portal)} ${personId}`;
  await oweNotices(tx, [{ key, kind: "advice-news", personId }], portal.now());
}

const hourOf = ({ now }: Portal) => now().toISOString().slice(0, 13);
