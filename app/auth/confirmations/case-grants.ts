import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { grants } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import { caseRoles } from "../case-roles.ts";
import { belongsHere } from "../presence.ts";

/** Whether a person holds one. The database asks the same by `holds_case_grant`. */
export async function holdsCaseGrant(db: Executor, personId: string): Promise<boolean> {
  const [held] = await db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.personId, personId), isCaseGrant))
    .limit(1);
  return held !== undefined;
}

/** Whether a person is protected as one who sees cases: they hold a case grant, or investigate one not disposed of. */
export async function seesCases(db: Executor, personId: string): Promise<boolean> {
  const [found] = await db.execute<{ sees: boolean }>(sql`select sees_cases(${personId}) as sees`);
  return found?.sees ?? false;
}

/** Everybody who holds one and has a way in on the day, each once. */
export async function readHolders(db: Executor, today: Day): Promise<string[]> {
  const rows = await db
    .selectDistinct({ personId: people.id })
    .from(people)
    .innerJoin(grants, eq(grants.personId, people.id))
    .where(and(isCaseGrant, belongsHere(today)));
  return rows.map(({ personId }) => personId);
}

const isCaseGrant = and(inArray(grants.role, [...caseRoles]), isNull(grants.revokedAt));
