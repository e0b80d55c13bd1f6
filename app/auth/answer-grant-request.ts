import { sql } from "drizzle-orm";
import { givenGrants, grantAnswers } from "#drizzle/schema/auth.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { endGrantsOf } from "./end-grants.ts";
import { whyNoGrant } from "./grant.ts";
import { holdPerson } from "./hold-person.ts";
import { endSessions } from "./session.ts";
import { withdrawSetUpCodes } from "./set-password.ts";
import { tellOfAnswer } from "./tell-of-grants.ts";
import { type GrantedRole, mayGrantRoles, type Viewer } from "./viewer.ts";

export type GrantAnswer = "confirmed" | "declined" | "withdrawn";

type Asked = {
  personId: string;
  role: GrantedRole;
  untilOn: Day | null;
  askedBy: string;
  waits: boolean;
  mayAnswer: boolean;
  /** What this viewer answered already. */
  said: GrantAnswer | null;
};

const acts = {
  confirmed: "confirm-grant",
  declined: "decline-grant",
  withdrawn: "withdraw-grant-request",
} as const;

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
    const asked = await holdRequest(tx, viewer, request, now);
    if (!asked) return { refused: "Go back to the list: there is no such request" };
    // The same form sent twice does one thing.
    if (asked.said === answer) return { answered: answer };
    const { personId, role, untilOn } = asked;
    const refused = whyNoAnswer(viewer, asked, answer);
    if (refused) return { refused };
    if (answer === "confirmed") {
      await endGrantsOf(tx, personId, now);
      const why = await whyNoGrant(tx, { personId, role, untilOn });
      if (why) return { refused: `Decline this request. ${why}` };
    }
    await tx.insert(grantAnswers).values({ request, answer, answeredBy: by, answeredAt: now });
    if (answer === "confirmed") {
      await tx.insert(givenGrants).values({
        ...{ personId, role, untilOn, request, grantedBy: asked.askedBy, grantedAt: now },
      });
      await withdrawSetUpCodes(tx, personId, now);
      await endSessions(tx, personId);
    }
    const facts = { role, request, ...(untilOn ? { until_on: untilOn } : {}) };
    await writeRecord(tx, { act: acts[answer], by, about: personId, at: now, facts });
    if (answer === "confirmed") await also(tx, personId);
    if (answer !== "withdrawn") await tellOfAnswer(tx, { request, answer, by }, now);
    return { answered: answer };
  });
}

/** Why this viewer cannot give this answer, for the page and the act; null when they can. */
export function whyNoAnswer(
  viewer: Viewer,
  { personId, askedBy, waits, mayAnswer }: Omit<Asked, "role" | "untilOn" | "said">,
  answer: GrantAnswer,
): string | null {
  if (!waits) return "Nothing to answer: this request was answered already, or has lapsed";
  if (answer === "withdrawn") {
    return mayGrantRoles(viewer) ? null : "Ask an administrator: only they take a request back";
  }
  if (viewer.personId === askedBy) {
    return "Wait for a second person: nobody confirms or declines what they asked for themselves";
  }
  if (viewer.personId === personId) {
    return "Wait for a second person: nobody confirms or declines a role of their own";
  }
  return mayAnswer ? null : "Wait for a second person: it is not for you to answer";
}

/** The request, while nobody else answers it or changes what the person holds; undefined where there is none. */
async function holdRequest(
  tx: Transaction,
  viewer: Viewer,
  request: number,
  now: Date,
): Promise<Asked | undefined> {
  const [row] = await tx.execute<{ personId: string }>(
    sql`select person_id as "personId" from grant_requests where number = ${request}`,
  );
  if (!row) return undefined;
  await holdPerson(tx, row.personId);
  const [asked] = await tx.execute<Asked>(sql`
    select person_id as "personId", role, until_on::text as "untilOn", asked_by as "askedBy",
      grant_request_waits(number, ${now.toISOString()}::timestamptz) as waits,
      ${viewer.personId} in (select answerers_of_grant_request(number)) as "mayAnswer",
      (select answer from grant_answers where request = number and answered_by = ${viewer.personId}) as said
    from grant_requests where number = ${request}`);
  return asked;
}
