import { grantAnswers } from "#drizzle/schema/auth.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { confirmGrant } from "./confirm-grant.ts";
import { type AskedGrant, holdGrantRequest } from "./hold-grant-request.ts";
import { tellOfAnswer } from "./tell-of-grants.ts";
import { mayGrantRoles, type Viewer } from "./viewer.ts";

export type GrantAnswer = "confirmed" | "declined" | "withdrawn";

/**
 * Answers a request for a role: a second person confirms it, and from then on it is held, or declines it; an
 * administrator takes it back. Refuses who may not, what was answered or has lapsed, and what could not be granted any
 * more. `also` does in the same transaction what follows from a grant.
 */
export async function answerGrantRequest(
  viewer: Viewer,
  { db, now: moment }: Pick<Portal, "db" | "now">,
  { request, answer }: { request: number; answer: GrantAnswer },
  also: (tx: Transaction, personId: string) => Promise<void> = async () => {},
): Promise<{ answered: GrantAnswer } | { refused: string }> {
  const now = moment();
  const by = viewer.personId;
  return db.transaction(async (tx) => {
    const asked = await holdGrantRequest(tx, by, request, now);
    if (!asked) return { refused: "Go back to the list: there is no such request" };
    // The same form sent twice does one thing.
    if (asked.said === answer) return { answered: answer };
    const refused = whyNoAnswer(viewer, asked, answer);
    if (refused) return { refused };
    if (answer === "confirmed") return confirmGrant(tx, asked, { by, now }, also);
    await tx.insert(grantAnswers).values({ request, answer, answeredBy: by, answeredAt: now });
    const { personId, role, untilOn } = asked;
    const facts = { role, request, ...(untilOn ? { until_on: untilOn } : {}) };
    const act = answer === "declined" ? "decline-grant" : "withdraw-grant-request";
    await writeRecord(tx, { act, by, about: personId, at: now, facts });
    if (answer === "declined") await tellOfAnswer(tx, { request, answer, by }, now);
    return { answered: answer };
  });
}

type Answerable = Pick<
  AskedGrant,
  "number" | "personId" | "handle" | "askedBy" | "waits" | "mayAnswer" | "isForOperator"
>;

/** Why this viewer cannot give this answer, for the page and the act; null when they can. */
export function whyNoAnswer(
  viewer: Viewer,
  { number, personId, handle, askedBy, waits, mayAnswer, isForOperator }: Answerable,
  answer: GrantAnswer,
): string | null {
  if (!waits) return "Nothing to answer: this request was answered already, or has lapsed";
  if (answer === "withdrawn") {
    return mayGrantRoles(viewer) ? null : "Ask an administrator: only they take a request back";
  }
  if (isForOperator) {
    return `Ask whoever runs the server to confirm it by npm run grant:confirm -- --request ${number} --person ${handle}: nobody is left here who could`;
  }
  if (viewer.personId === askedBy) {
    return "Wait for a second person: nobody confirms or declines what they asked for themselves";
  }
  if (viewer.personId === personId) {
    return "Wait for a second person: nobody confirms or declines a role of their own";
  }
  return mayAnswer ? null : "Wait for a second person: it is not for you to answer";
}
