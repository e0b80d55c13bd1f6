import { and, eq, isNull } from "drizzle-orm";
import { grants } from "#drizzle/schema/auth.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { seesCases } from "../confirmations/case-grants.ts";
import { holdPerson } from "../hold-person.ts";
import type { GrantedRole, Viewer } from "../viewer.ts";
import { countFactors } from "./factors.ts";
import { endFactors } from "./reset.ts";

/** How a viewer can reset somebody's second factor, for the page that offers it; the act and the database say the same. */
export type ResetOffered =
  | { how: "at-once" }
  | { how: "with-a-second-person" }
  | { how: "not"; why: string };

/** Says how the viewer can reset a person's second factor. */
export async function howToReset(
  viewer: Viewer,
  db: Executor,
  personId: string,
): Promise<ResetOffered> {
  if (viewer.personId === personId) {
    return { how: "not", why: "Change your own second step on your account page" };
  }
  const [own, held] = [await rolesOf(db, viewer.personId), await rolesOf(db, personId)];
  const isProtected = await seesCases(db, personId);
  const isOrdinary = held.length === 0 && !isProtected;
  if (!own.includes("administrator") && !(own.includes("hr-training") && isOrdinary)) {
    return {
      how: "not",
      why: "Ask an administrator to reset the second step: this person sees more than you do",
    };
  }
  if ((await countFactors(db, personId)) === 0) {
    return { how: "not", why: "Nothing to reset: this person has set up no second step" };
  }
  return isProtected ? { how: "with-a-second-person" } : { how: "at-once" };
}

/**
 * Resets the second factor of somebody who lost it: by an administrator, or by HR, training, of who holds no role
 * and investigates nothing. Refuses oneself, whoever has none, and whoever sees cases: a second person confirms first.
 */
export async function resetSecondFactor(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now">,
  personId: string,
): Promise<{ reset: true } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const offered = await howToReset(viewer, tx, personId);
    if (offered.how === "not") return { refused: offered.why };
    if (offered.how === "with-a-second-person") {
      return { refused: "Ask for it first: a second person confirms this reset" };
    }
    const by = { by: viewer.personId, now: portal.now() };
    return endFactors(tx, { personId, confirmation: null, ...by });
  });
}

/** Every role a person holds. */
export async function rolesOf(db: Executor, personId: string): Promise<GrantedRole[]> {
  const rows = await db
    .select({ role: grants.role })
    .from(grants)
    .where(and(eq(grants.personId, personId), isNull(grants.revokedAt)));
  return rows.map(({ role }) => role);
}
