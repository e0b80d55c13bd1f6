import { eq } from "drizzle-orm";
import { exchangeActs } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import type { Portal } from "../portal.ts";
import { addExchangeAct, type ExchangeAct, holdExchange } from "./exchange-act.ts";
import { tellPerson } from "./exchange-notices.ts";
import { type OpenExchange, openExchange } from "./open-exchange.ts";
import { readKnown } from "./read-known.ts";
import { whatHappenedSince } from "./what-happened-since.ts";
import { type Known, noAnswer, noClosing, noFollowUp, noSilentClosing } from "./why-no-act.ts";

/** A form of an adviser: its id, so that it acts once, and the number of the last act its reader saw. */
export type Seen = { formId: string; seen: number };

/** Undefined: the exchange is not there for this viewer. */
type Done = { done: true } | { refused: string } | undefined;

/**
 * Answers whoever asked, or was logged about. While the exchange is open an answer can be followed by another; once
 * it is closed, it answers what its person wrote last.
 */
export function answerAdvice(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words, ...form }: Seen & { words: string },
): Promise<Done> {
  return act(viewer, portal, number, {
    ...form,
    act: "answered",
    whyNot: noAnswer,
    add: (tx, exchange) => add(viewer, portal, tx, exchange, { ...form, act: "answered", words }),
  });
}

/**
 * Closes an exchange that was not logged. It is final, and the exchange stays with who closed it. Where its person
 * waits for an answer, `words` are that answer, given in the same transaction; without them it is refused.
 */
export function closeExchange(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words = "", ...form }: Seen & { words?: string },
): Promise<Done> {
  return act(viewer, portal, number, {
    ...form,
    act: "closed",
    whyNot: (known) => noClosing(known) ?? noSilentClosing(known, words),
    async add(tx, exchange) {
      if ((await readKnown(tx, exchange)).isWaiting) {
        await add(viewer, portal, tx, exchange, { ...form, act: "answered", words });
      }
      await add(viewer, portal, tx, exchange, { ...form, act: "closed" });
    },
  });
}

/**
 * Comes back to an exchange that was logged: what became of it, and the next day to come back, after today.
 * Without one it is closed in the same transaction.
 */
export async function followUpExchange(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words, nextOn, ...form }: Seen & { words: string; nextOn: Day | null },
): Promise<Done> {
  const { today } = await clockOf(portal);
  if (nextOn !== null && nextOn <= today)
    return { refused: "Enter a next day that is after today" };
  return act(viewer, portal, number, {
    ...form,
    act: "followed-up",
    whyNot: noFollowUp,
    async add(tx, exchange) {
      const followedUp = { ...form, act: "followed-up", words, followUpOn: nextOn } as const;
      await add(viewer, portal, tx, exchange, followedUp);
      if (!nextOn) await add(viewer, portal, tx, exchange, { ...form, act: "closed" });
    },
  });
}

type Asked = Seen & {
  act: ExchangeAct;
  whyNot: (known: Known) => string | null;
  add: (tx: Transaction, exchange: OpenExchange) => Promise<void>;
};

/** One act of an adviser, alone on its exchange, once a form, and on nothing they have not read. */
function act(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { formId, seen, act, whyNot, add }: Asked,
): Promise<Done> {
  return portal.db.transaction(async (tx) => {
    const known = await openExchange(viewer, portal, number, tx);
    if (!known) return undefined;
    await holdExchange(tx, known);
    // Whoever waited for the other one asks again what is theirs.
    const exchange = await openExchange(viewer, portal, number, tx);
    if (!exchange) return undefined;
    const before = await tx.select().from(exchangeActs).where(eq(exchangeActs.formId, formId));
    if (before.length > 0) {
      const isSame = before.some((one) => one.exchangeId === exchange.id && one.act === act);
      return isSame
        ? { done: true as const }
        : { refused: "Open this page again, and send the form from there" };
    }
    const refused =
      whyNot(await readKnown(tx, exchange)) ?? (await whatHappenedSince(tx, exchange, seen));
    if (refused) return { refused };
    await add(tx, exchange);
    await tellPerson(portal, tx, exchange);
    return { done: true as const };
  });
}

async function add(
  { personId: by }: Viewer,
  portal: Portal,
  tx: Transaction,
  exchange: OpenExchange,
  { seen: _, ...done }: Seen & Omit<Parameters<typeof addExchangeAct>[3], "by" | "formId">,
): Promise<void> {
  await addExchangeAct(portal, tx, exchange, { ...done, by });
}
