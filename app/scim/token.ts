import { hash, randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { provisioningTokens } from "#drizzle/schema/provisioning.ts";
import { mayGrantRoles, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";

/** What every token begins with, so that one that leaked is known for what it is. */
const prefix = "signpost_scim_";

const forAdministrators = "Ask an administrator: only they make and revoke tokens";

/**
 * Makes a token of 256 random bits, given back once and kept as its SHA-256. `untilOn` is the last day it works
 * on; null: until it is revoked. Refuses a day that is over, and the same form sent twice.
 */
export async function makeToken(
  viewer: Viewer,
  portal: Portal,
  { name, untilOn, formId }: { name: string; untilOn: Day | null; formId: string },
): Promise<{ number: number; token: string } | { refused: string; at: "form" | "untilOn" }> {
  if (!mayGrantRoles(viewer)) return { refused: forAdministrators, at: "form" };
  const { today } = await clockOf(portal);
  if (untilOn !== null && untilOn < today) {
    return { refused: "Enter a day from today on, or leave it empty", at: "untilOn" };
  }
  const token = prefix + randomBytes(32).toString("base64url");
  return portal.db.transaction(async (tx) => {
    const now = portal.now();
    const [made] = await tx
      .insert(provisioningTokens)
      .values({
        ...{ name, untilOn, formId, tokenHash: hash("sha256", token) },
        ...{ madeBy: viewer.personId, madeAt: now },
      })
      .onConflictDoNothing({ target: provisioningTokens.formId })
      .returning({ number: provisioningTokens.number });
    if (!made) {
      return {
        refused: "The token of this page was shown once already. Open the page again for another",
        at: "form",
      };
    }
    const facts = { token: made.number, until_on: untilOn };
    const by = viewer.personId;
    await writeRecord(tx, { act: "make-provisioning-token", by, about: null, at: now, facts });
    return { number: made.number, token };
  });
}

/** Revokes a token, at once: its next request is refused. Refuses one that is revoked already. */
export async function revokeToken(
  viewer: Viewer,
  portal: Portal,
  number: number,
): Promise<{ revoked: number } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: forAdministrators };
  return portal.db.transaction(async (tx) => {
    const now = portal.now();
    const [revoked] = await tx
      .update(provisioningTokens)
      .set({ revokedAt: now, revokedBy: viewer.personId })
      .where(and(eq(provisioningTokens.number, number), isNull(provisioningTokens.revokedAt)))
      .returning({ number: provisioningTokens.number });
    if (!revoked) return { refused: "Nothing to revoke: this token is revoked already" };
    const facts = { token: number };
    const by = viewer.personId;
    await writeRecord(tx, { act: "revoke-provisioning-token", by, about: null, at: now, facts });
    return { revoked: number };
  });
}

/** Whose token a request carries: its number; null for none, a wrong, a revoked or a worn-out one. */
export async function readBearer(
  authorization: string | null,
  portal: Portal,
): Promise<number | null> {
  const [, token] = /^Bearer +([\w.~+/=-]{1,200})$/i.exec(authorization ?? "") ?? [];
  if (!token?.startsWith(prefix)) return null;
  const { today } = await clockOf(portal);
  const works = sql`token_hash = ${hash("sha256", token)} and revoked_at is null
    and (until_on is null or until_on >= ${today}::date)`;
  const [found] = await portal.db.execute<{ number: number; isUsedToday: boolean }>(sql`
    select number, coalesce(last_used_on >= ${today}::date, false) as "isUsedToday"
    from provisioning_tokens where ${works}`);
  if (!found) return null;
  if (!found.isUsedToday) {
    await portal.db.execute(sql`
      update provisioning_tokens set last_used_on = ${today}::date
      where ${works} and (last_used_on is null or last_used_on < ${today}::date)`);
  }
  return found.number;
}

/** A token as the administrator lists it: moments as ISO 8601. */
export type ListedToken = {
  number: number;
  name: string;
  madeBy: string;
  madeAt: string;
  untilOn: Day | null;
  lastUsedOn: Day | null;
  revokedBy: string | null;
  revokedAt: string | null;
};

/** Those that work first, then the newest first; none to somebody who is no administrator. */
export async function readTokens(viewer: Viewer, portal: Portal): Promise<ListedToken[]> {
  const rows = await portal.db.execute<ListedToken>(sql`
    select t.number, t.name, m.given_name || ' ' || m.family_name as "madeBy", t.made_at as "madeAt",
      t.until_on::text as "untilOn", t.last_used_on::text as "lastUsedOn",
      r.given_name || ' ' || r.family_name as "revokedBy", t.revoked_at as "revokedAt"
    from provisioning_tokens t join people m on m.id = t.made_by left join people r on r.id = t.revoked_by
    where exists (
      select from grants own where own.person_id = ${viewer.personId}
        and own.role = 'administrator' and own.revoked_at is null
    )
    order by t.revoked_at is not null, t.number desc limit 500`);
  return [...rows];
}
