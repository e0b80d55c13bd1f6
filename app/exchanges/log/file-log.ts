import { eq, or, sql } from "drizzle-orm";
import { exchangeActs, exchangeDrafts, exchanges } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import type { Transaction } from "../../db.ts";
import { attachStagedEvidence } from "../../evidence-files/attach-evidence.ts";
import { reportsTo } from "../../people/reports.ts";
import type { Portal } from "../../portal.ts";
import { beginExchange } from "../begin-exchange.ts";
import { holdExchange } from "../exchange-act.ts";
import { logExchange } from "../log-exchange.ts";
import { type OpenExchange, openExchange } from "../open-exchange.ts";
import { readKnown } from "../read-known.ts";
import { whatHappenedSince } from "../what-happened-since.ts";
import { noLog } from "../why-no-act.ts";
import { readBetween } from "./between.ts";
import { type OpenLogDraft, readLoggedNumber } from "./log-draft.ts";
import type { TypedLog } from "./log-form.ts";
import { partyField } from "./party-field.ts";

/** Why a log that is not the viewer's to file is refused, whether what it is about is there or not. */
export const notYours =
  "This log is not yours to file today: it belongs to somebody else now, or is not there. What you wrote stays in this draft until you delete it";

/**
 * Makes a draft the log of an exchange, in one transaction: the request it is about, or an exchange that begins with
 * it; the report; its pictures; and the draft is gone. The same draft sent again logs nothing more, and answers
 * the same number. `seen` is the number of the last act its writer saw.
 */
export function fileLog(
  viewer: Viewer,
  portal: Portal,
  draft: OpenLogDraft,
  { report, seen }: { report: TypedLog; seen: number },
): Promise<{ number: string } | { refused: string }> {
  const formId = draft.id;
  return portal.db.transaction(async (tx) => {
    const number = await holdDraft(viewer, tx, draft);
    if (number) return number;
    const exchange = await openOrBegin(viewer, portal, tx, draft);
    if (!exchange) return { refused: notYours };
    await holdExchange(tx, exchange);
    const refused =
      noLog(await readKnown(tx, exchange)) ?? (await whatHappenedSince(tx, exchange, seen));
    if (refused) return { refused };
    const done = await logExchange(viewer, portal, tx, exchange, { ...report, formId }, (held) =>
      attachStagedEvidence(portal, held, exchange, draft, viewer.personId),
    );
    if ("refused" in done) throw new Error(done.refused);
    await tx.delete(exchangeDrafts).where(eq(exchangeDrafts.id, draft.id));
    return { number: exchange.number };
  });
}

/** Holds a draft until the transaction ends; where it became a log meanwhile, its number. */
async function holdDraft(
  viewer: Viewer,
  tx: Transaction,
  { id }: OpenLogDraft,
): Promise<{ number: string } | { refused: string } | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 6))`);
  const number = await readLoggedNumber(viewer, tx, id);
  if (number) return { number };
  const held = await tx
    .select({ id: exchangeDrafts.id })
    .from(exchangeDrafts)
    .where(eq(exchangeDrafts.id, id))
    .for("update");
  if (held.length === 0) {
    return { refused: "This draft was deleted. Begin a new one and copy what you wrote" };
  }
  const used = await tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .leftJoin(exchangeActs, eq(exchangeActs.exchangeId, exchanges.id))
    .where(or(eq(exchanges.formId, id), eq(exchangeActs.formId, id)))
    .limit(1);
  return used.length > 0 ? { refused: "Begin a new log and copy what you wrote" } : null;
}

async function openOrBegin(
  viewer: Viewer,
  portal: Portal,
  tx: Transaction,
  { id: formId, about, typed }: OpenLogDraft,
): Promise<OpenExchange | undefined> {
  if ("request" in about) return openExchange(viewer, portal, about.request, tx);
  const { today } = await clockOf(portal);
  const [person] = await tx.execute<{ id: string }>(sql`
    select p.id from people p
    where p.handle = ${about.person} and ${reportsTo(viewer, today, "directly or below")}`);
  if (!person) return undefined;
  const between = await readBetween(tx, viewer, about.person, today);
  const parties = between.filter(({ handle }) => typed[partyField(handle)] === "yes");
  return beginExchange(portal, tx, {
    ...{ formId, personId: person.id, begunBy: viewer.personId },
    ...{ isOngoing: false, parties: parties.map((one) => one.personId), request: null },
  });
}
