import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { grants, setUpCodes } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import { confirmations } from "#drizzle/schema/second-factors.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { reportsTo } from "../people/reports.ts";
import { foldCode, hashCode, newCode } from "./code-spelling.ts";
import { seesCases } from "./confirmations/case-grants.ts";
import { endGrantsOf } from "./end-grants.ts";
import { holdPerson } from "./hold-person.ts";
import { belongsHere } from "./presence.ts";
import { hasPasswordsOff, noPasswordNeeded } from "./provider/passwords-off.ts";
import { setPassword, withdrawSetUpCodes } from "./set-password.ts";
import type { GrantedRole } from "./viewer.ts";

const fourteenDays = 14 * 86_400_000;

/** Expired, used, withdrawn, unknown, or of somebody who left: the same words. */
export const codeDoesNotWork =
  "This code does not work. Compare it with the one you were given, or ask for a new one";

/**
 * Makes a person's set-up code and withdraws those before it. The code is given back once and kept only
 * as its SHA-256; it works for 14 days. `by` null is whoever runs the server. Refuses oneself, and nobody
 * resets who sees more than they do: only an administrator issues a code to a holder of a role, or HR
 * (training) to one another. A new password for somebody who sees cases needs a second person, and is made
 * once each time one has confirmed it. A supervisor issues one to those who report to them on the City's `today`,
 * directly or through others, hold no role and investigate nothing; anyone else to nobody. Refuses also for who has no
 * password here because they sign in at a provider.
 */
export async function issueSetUpCode(
  tx: Transaction,
  {
    personId,
    by,
    today,
    now,
    formId = null,
  }: { personId: string; by: string | null; today: Day; now: Date; formId?: string | null },
): Promise<{ code: string; expiresAt: Date } | { refused: string }> {
  await holdPerson(tx, personId);
  if (formId && (await wasMadeWith(tx, formId))) {
    return {
      refused: "The code of this page was shown once already. Open the page again to make another",
    };
  }
  if (by === personId) return { refused: "Change your own password on your account page" };
  const refused = by === null ? null : await whyNoReset(tx, by, personId, today);
  if (refused) return { refused };
  if (await hasPasswordsOff(tx, personId)) return { refused: noPasswordNeeded };
  if (by !== null && (await waitsForSecondPerson(tx, { by, personId, now }))) {
    return { refused: "Ask for it first: a second person confirms a new password for this person" };
  }
  await endGrantsOf(tx, personId, now);
  await withdrawSetUpCodes(tx, personId, now);
  const code = newCode();
  const codeHash = hashCode(foldCode(code) as string);
  const expiresAt = new Date(now.getTime() + fourteenDays);
  await tx
    .insert(setUpCodes)
    .values({ codeHash, personId, issuedBy: by, issuedAt: now, expiresAt, formId });
  await writeRecord(tx, {
    act: "issue-set-up-code",
    by,
    about: personId,
    at: now,
    facts: { code_hash: codeHash, expires_at: expiresAt.toISOString() },
  });
  return { code, expiresAt };
}

/** Whose code this is, with the words a password must not hold; null when it does not work. */
export async function readSetUpCode(
  db: Executor,
  { code, today, now }: { code: string; today: Day; now: Date },
): Promise<{ personId: string; names: string[] } | null> {
  const folded = foldCode(code);
  if (folded === null) return null;
  const [found] = await db
    .select({
      personId: people.id,
      givenName: people.givenName,
      familyName: people.familyName,
      handle: people.handle,
    })
    .from(setUpCodes)
    .innerJoin(people, eq(people.id, setUpCodes.personId))
    .where(and(stillWorks(hashCode(folded), now), belongsHere(today)));
  if (!found) return null;
  const { personId, givenName, familyName, handle } = found;
  return { personId, names: [givenName, familyName, handle] };
}

/**
 * Uses a code, once: of two at the same moment the second is refused. Sets the password and all that
 * comes with it. Refuses a code made before the person saw cases as one made after.
 */
export async function useSetUpCode(
  tx: Transaction,
  { code, passwordHash, today, now }: { code: string; passwordHash: string; today: Day; now: Date },
): Promise<{ personId: string } | { refused: string }> {
  const holder = await readSetUpCode(tx, { code, today, now });
  if (!holder) return { refused: codeDoesNotWork };
  await holdPerson(tx, holder.personId);
  if (await hasPasswordsOff(tx, holder.personId)) return { refused: noPasswordNeeded };
  const codeHash = hashCode(foldCode(code) as string);
  if (!(await mayStillBeUsed(tx, codeHash))) return { refused: codeDoesNotWork };
  await endGrantsOf(tx, holder.personId, now);
  const [used] = await tx
    .update(setUpCodes)
    .set({ usedAt: now })
    .where(stillWorks(codeHash, now))
    .returning({ personId: setUpCodes.personId });
  if (!used) return { refused: codeDoesNotWork };
  const proof = { method: "set-up-code", code_hash: codeHash } as const;
  await setPassword(tx, used.personId, { passwordHash, proof, now });
  return used;
}

async function mayStillBeUsed(tx: Executor, codeHash: string): Promise<boolean> {
  const [row] = await tx.execute<{ may: boolean }>(
    sql`select may_use_set_up_code(${codeHash}) as may`,
  );
  return row?.may ?? false;
}

function stillWorks(codeHash: string, now: Date) {
  return and(
    eq(setUpCodes.codeHash, codeHash),
    isNull(setUpCodes.usedAt),
    isNull(setUpCodes.withdrawnAt),
    gt(setUpCodes.expiresAt, now),
  );
}

/**
 * Whether a code would replace the password of somebody who sees cases, and nobody has confirmed it for whoever
 * asks. The database refuses the same, and uses up what was confirmed.
 */
async function waitsForSecondPerson(
  tx: Executor,
  { by, personId, now }: { by: string; personId: string; now: Date },
): Promise<boolean> {
  if (!(await resetNeedsSecondPerson(tx, personId))) return false;
  const since = new Date(now.getTime() - fourteenDays);
  const confirmed = await tx.$count(
    confirmations,
    and(
      eq(confirmations.personId, personId),
      eq(confirmations.kind, "reset-password"),
      eq(confirmations.askedBy, by),
      eq(confirmations.endedAs, "confirmed"),
      gt(confirmations.endedAt, since),
      isNull(confirmations.doneAt),
    ),
  );
  return confirmed === 0;
}

/** Whether a set-up code would reset how somebody who sees cases signs in: a first one resets nothing. */
export async function resetNeedsSecondPerson(tx: Executor, personId: string): Promise<boolean> {
  const [row] = await tx.execute<{ hasWayIn: boolean }>(
    sql`select has_way_in(${personId}) as "hasWayIn"`,
  );
  return (row?.hasWayIn ?? false) && seesCases(tx, personId);
}

async function wasMadeWith(tx: Executor, formId: string): Promise<boolean> {
  const [made] = await tx
    .select({ by: setUpCodes.issuedBy })
    .from(setUpCodes)
    .where(eq(setUpCodes.formId, formId));
  return made !== undefined;
}

async function whyNoReset(
  tx: Executor,
  by: string,
  personId: string,
  today: Day,
): Promise<string | null> {
  const own = await rolesOf(tx, by);
  if (own.includes("administrator")) return null;
  const held = await rolesOf(tx, personId);
  const isHR = own.includes("hr-training");
  const seesMore = !held.every((role) => role === "hr-training" && isHR);
  if (seesMore || (await seesCases(tx, personId))) {
    return "Ask an administrator to hand over this code: this person sees more than you do";
  }
  return isHR || (await reportsToPerson(tx, by, personId, today))
    ? null
    : "Ask Human Resources or their supervisor to hand over this code: this person does not report to you";
}

async function reportsToPerson(
  tx: Executor,
  by: string,
  personId: string,
  today: Day,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from people p
    where p.id = ${personId} and ${reportsTo({ personId: by }, today, "directly or below")}`);
  return rows.length > 0;
}

async function rolesOf(tx: Executor, personId: string): Promise<GrantedRole[]> {
  const rows = await tx
    .select({ role: grants.role })
    .from(grants)
    .where(and(eq(grants.personId, personId), isNull(grants.revokedAt)));
  return rows.map(({ role }) => role);
}
