import { randomUUID } from "node:crypto";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { givenGrants, grants } from "#drizzle/schema/auth.ts";
import type { Day } from "../days.ts";
import type { Database, Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { askForGrant } from "./ask-for-grant.ts";
import { caseRoles, isCaseRole } from "./case-roles.ts";
import { endGrantsOf } from "./end-grants.ts";
import { holdPerson } from "./hold-person.ts";
import { leftOn } from "./presence.ts";
import { endSessions } from "./session.ts";
import { withdrawSetUpCodes } from "./set-password.ts";
import { tellOfEnd } from "./tell-of-grants.ts";
import { type GrantedRole, mayGrantRoles, type Viewer } from "./viewer.ts";

type RoleOf = { personId: string; role: GrantedRole; now: Date };

type NewGrant = RoleOf & {
  /** The last day on which it is held; absent: until it is revoked. */
  untilOn?: Day | null;
  /** The form it was asked for with: sent again, it asks for no second grant. */
  formId?: string;
};

const forAdministrators = "Ask an administrator: only they grant and revoke roles";
/** Roles somebody must hold, with why and by which constraint. */
const keptByLast: Partial<Record<GrantedRole, { sentence: string; constraint: string }>> = {
  administrator: {
    sentence:
      "Make somebody else an administrator first: this is the last one, and without any nobody could grant a role",
    constraint: "grants_keep_an_administrator",
  },
  "hr-cases": {
    sentence:
      "Grant this role to somebody else first: this is the last person who holds it, and reports and cases would be left",
    constraint: "grants_keep_a_case_handler",
  },
};

/**
 * Grants a role and ends the sessions and open set-up codes of whoever gets it. A role with a part in cases is only asked for (`asked` is the
 * number of the request) and waits for a second person, but for the first of its kind while there is no report. Refuses
 * oneself, who has left, a role already held or asked for, a last day in the past, and a part in cases together with administration:
 * who hands out access to cases has none. `also` does in the same transaction what follows from a grant.
 */
export async function grantRole(
  viewer: Viewer,
  db: Database,
  { personId, role, now, untilOn = null, formId = randomUUID() }: NewGrant,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<{ granted: GrantedRole } | { asked: number } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: forAdministrators };
  if (viewer.personId === personId) {
    return { refused: "Ask another administrator: nobody grants a role to themselves" };
  }
  return db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    await endGrantsOf(tx, personId, now);
    if (!(await holds(tx, viewer.personId, "administrator"))) return { refused: forAdministrators };
    const refused = await whyNoGrant(tx, { personId, role, untilOn });
    if (refused) return { refused };
    if (await waitsForSecond(tx, role)) {
      return askForGrant(tx, viewer, { personId, role, untilOn, now, formId });
    }
    await tx
      .insert(givenGrants)
      .values({ personId, role, untilOn, grantedBy: viewer.personId, grantedAt: now });
    const facts = { role, ...(untilOn ? { until_on: untilOn } : {}) };
    await withdrawSetUpCodes(tx, personId, now);
    await endSessions(tx, personId);
    await writeRecord(tx, {
      ...{ act: "grant-role", by: viewer.personId, about: personId, at: now, facts },
    });
    await also(tx);
    return { granted: role };
  });
}

/** Why somebody cannot get a role, whoever asks or confirms; null when they can. */
export async function whyNoGrant(
  tx: Transaction,
  { personId, role, untilOn }: { personId: string; role: GrantedRole; untilOn: Day | null },
): Promise<string | null> {
  const [day] = await tx.execute<{ day: Day; leftOn: Day | null; isHere: boolean }>(sql`
    select day::text, ${leftOn(sql`${personId}::uuid`)} as "leftOn", is_here(${personId}, day) as "isHere"
    from roll_up_day`);
  if (day?.leftOn) {
    return "Choose somebody else: this person has left, and gets a role only once they are back";
  }
  if (!day?.isHere) return "Wait until their first day: a role is held by who works here";
  if (untilOn !== null && untilOn < (day?.day ?? "")) {
    return "Choose a last day that is not over yet";
  }
  const apart = isCaseRole(role) ? ["administrator" as const] : caseRoles;
  if (isCaseRole(role) || role === "administrator") {
    for (const other of apart) {
      if (await holds(tx, personId, other)) {
        return "Choose another person: nobody has a part in cases and administers the portal";
      }
    }
  }
  return (await holds(tx, personId, role))
    ? "Choose another role: this person holds it already"
    : null;
}

/** Whether a role would wait for a second person now. The database says the same. */
export async function waitsForSecond(
  db: Pick<Transaction, "execute">,
  role: GrantedRole,
): Promise<boolean> {
  const [row] = await db.execute<{ waits: boolean }>(
    sql`select grant_waits_for_a_second(${role}) as waits`,
  );
  return row?.waits ?? true;
}

/**
 * Revokes a role and ends the sessions of whoever loses it; of a role with a part in cases all holders are told. Refuses a role that is not held, that of the last
 * administrator, and that of the last who handles cases.
 */
export async function revokeRole(
  viewer: Viewer,
  db: Database,
  { personId, role, now }: RoleOf,
): Promise<{ revoked: GrantedRole } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: forAdministrators };
  try {
    return await db.transaction(async (tx) => {
      await holdPerson(tx, personId);
      await endGrantsOf(tx, personId, now);
      if (!(await holds(tx, viewer.personId, "administrator"))) {
        return { refused: forAdministrators };
      }
      const [revoked] = await tx
        .update(givenGrants)
        .set({ revokedBy: viewer.personId, revokedAt: now })
        .where(
          and(
            eq(givenGrants.personId, personId),
            eq(givenGrants.role, role),
            isNull(givenGrants.revokedAt),
          ),
        )
        .returning({ id: givenGrants.id });
      if (!revoked) return { refused: "Nothing to revoke: this person does not hold the role" };
      await endSessions(tx, personId);
      await tellOfEnd(tx, { id: revoked.id, personId, role }, now);
      await writeRecord(tx, {
        ...{ act: "revoke-role", by: viewer.personId, about: personId, at: now, facts: { role } },
      });
      return { revoked: role };
    });
  } catch (problem) {
    const kept = keptByLast[role];
    if (kept && constraintOf(problem) === kept.constraint) return { refused: kept.sentence };
    throw problem;
  }
}

/** Why a role cannot be revoked, for the page that asks first; the act and the database say the same. */
export async function whyNoRevocation(
  db: Database,
  { personId, role }: Omit<RoleOf, "now">,
): Promise<string | null> {
  const kept = keptByLast[role];
  if (!kept) return null;
  const [another] = await db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.role, role), isNull(grants.revokedAt), ne(grants.personId, personId)))
    .limit(1);
  return another ? null : kept.sentence;
}

async function holds(tx: Transaction, personId: string, role: GrantedRole): Promise<boolean> {
  const held = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.personId, personId), eq(grants.role, role), isNull(grants.revokedAt)));
  return held.length > 0;
}

function constraintOf(problem: unknown): string | undefined {
  const cause = (problem as Error).cause ?? problem;
  return (cause as PostgresError).constraint_name;
}
