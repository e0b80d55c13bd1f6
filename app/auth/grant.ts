import { and, eq, isNull, ne } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { grants } from "#drizzle/schema/auth.ts";
import type { Database, Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { holdPerson } from "./hold-person.ts";
import { endSessions } from "./session.ts";
import { type GrantedRole, mayGrantRoles, type Viewer } from "./viewer.ts";

type RoleOf = { personId: string; role: GrantedRole; now: Date };

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
 * Grants a role and ends the sessions of whoever gets it. Refuses oneself, a role already held, and cases
 * together with administration: who hands out access to cases has none. `also` does in the same transaction what
 * follows from it.
 */
export async function grantRole(
  viewer: Viewer,
  db: Database,
  { personId, role, now }: RoleOf,
  also: (tx: Transaction) => Promise<void> = async () => {},
): Promise<{ granted: GrantedRole } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: forAdministrators };
  if (viewer.personId === personId) {
    return { refused: "Ask another administrator: nobody grants a role to themselves" };
  }
  return db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const apart = keptApart[role];
    if (apart && (await holds(tx, personId, apart))) {
      return { refused: "Choose another person: nobody handles cases and administers the portal" };
    }
    const [granted] = await tx
      .insert(grants)
      .values({ personId, role, grantedBy: viewer.personId, grantedAt: now })
      .onConflictDoNothing()
      .returning({ id: grants.id });
    if (!granted) return { refused: "Choose another role: this person holds it already" };
    await recordChange(tx, viewer, "grant-role", { personId, role, now });
    await also(tx);
    return { granted: role };
  });
}

/**
 * Revokes a role and ends the sessions of whoever loses it. Refuses a role that is not held, that of the last
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
      const [revoked] = await tx
        .update(grants)
        .set({ revokedBy: viewer.personId, revokedAt: now })
        .where(inForce(personId, role))
        .returning({ id: grants.id });
      if (!revoked) return { refused: "Nothing to revoke: this person does not hold the role" };
      await recordChange(tx, viewer, "revoke-role", { personId, role, now });
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

const keptApart: Partial<Record<GrantedRole, GrantedRole>> = {
  "hr-cases": "administrator",
  administrator: "hr-cases",
};

const inForce = (personId: string, role: GrantedRole) =>
  and(eq(grants.personId, personId), eq(grants.role, role), isNull(grants.revokedAt));

async function holds(tx: Transaction, personId: string, role: GrantedRole): Promise<boolean> {
  const held = await tx.select({ id: grants.id }).from(grants).where(inForce(personId, role));
  return held.length > 0;
}

async function recordChange(
  tx: Transaction,
  viewer: Viewer,
  act: "grant-role" | "revoke-role",
  { personId, role, now }: RoleOf,
): Promise<void> {
  await endSessions(tx, personId);
  await writeRecord(tx, { act, by: viewer.personId, about: personId, at: now, facts: { role } });
}

function constraintOf(problem: unknown): string | undefined {
  const cause = (problem as Error).cause ?? problem;
  return (cause as PostgresError).constraint_name;
}
