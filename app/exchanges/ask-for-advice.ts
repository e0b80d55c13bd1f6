import { eq, sql } from "drizzle-orm";
import { exchanges } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { readAdvisersFor } from "./advisers.ts";
import { beginExchange } from "./begin-exchange.ts";
import { tellAdvisers } from "./exchange-notices.ts";
import { readOffered } from "./possible-parties.ts";
import type { AdviceRequest } from "./told.ts";

/** A request as its form gave it. */
export type Asked = {
  formId: string;
  request: AdviceRequest;
  isOngoing: boolean;
  /** Handles of those of the City who are part of it: it is kept from them. */
  parties: string[];
};

/** The viewer is employed today: advice is for those. */
export async function readIsEmployed({ personId }: Viewer, portal: Portal): Promise<boolean> {
  const { today } = await clockOf(portal);
  const found = await portal.db.execute(sql`
    select from employments e where e.person_id = ${personId} and ${inForce("e", today)} limit 1`);
  return found.length > 0;
}

/** Why nobody can be asked, or null: the page says it instead of the form. */
export async function whyNoAdvice(viewer: Viewer, portal: Portal): Promise<string | null> {
  const { today } = await clockOf(portal);
  if (!(await readIsEmployed(viewer, portal))) {
    return "Ask whoever you work for: advice here is for people the City employs";
  }
  const advisers = await readAdvisersFor(portal.db, viewer.personId, [], today);
  return advisers.length > 0 ? null : nobody;
}

const nobody =
  "Call Human Resources or the City Manager: nobody who could advise you can read it here at present";

/**
 * Asks for advice about an exchange: the request, encrypted; who is part of it; the ledger record; a notice to who
 * advises. Refuses who is not employed, and when nobody is left to advise. The same form sent again asks once.
 */
export async function askForAdvice(
  viewer: Viewer,
  portal: Portal,
  { formId, request, isOngoing, parties }: Asked,
): Promise<{ number: string } | { refused: string }> {
  const whyNot = await whyNoAdvice(viewer, portal);
  if (whyNot) return { refused: whyNot };
  const { personId } = viewer;
  const { today } = await clockOf(portal);
  return portal.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${formId}, 1))`);
    const before = await readBegunWith(tx, formId, personId);
    if (before) return before;
    const partyIds = await readOffered(viewer, tx, parties, today);
    const advisers = await readAdvisersFor(tx, personId, partyIds, today);
    if (advisers.length === 0) return { refused: nobody };
    const exchange = await beginExchange(portal, tx, {
      ...{ formId, personId, begunBy: personId, isOngoing, parties: partyIds, request },
    });
    const facts = { exchange: portal.vault.indexOf("exchange", exchange.id) };
    const act = "ask-for-advice" as const;
    await writeRecord(tx, { act, by: null, about: null, at: portal.now(), facts });
    await tellAdvisers(portal, tx, exchange);
    return { number: exchange.number };
  });
}

async function readBegunWith(
  tx: Transaction,
  formId: string,
  personId: string,
): Promise<{ number: string } | { refused: string } | undefined> {
  const [found] = await tx
    .select({ number: exchanges.number, begunBy: exchanges.begunBy })
    .from(exchanges)
    .where(eq(exchanges.formId, formId));
  if (!found) return undefined;
  return found.begunBy === personId
    ? { number: found.number }
    : { refused: "Open this page again, and send the form from there" };
}
