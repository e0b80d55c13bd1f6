import { sql } from "drizzle-orm";
import type { Executor } from "../../db.ts";
import type { GrantedRole, Viewer } from "../viewer.ts";

/** Grants that ask for a second factor: cases, what no one may see of others, and who grants it. */
export const askingGrants: readonly GrantedRole[] = [
  ...(["hr-cases", "city-manager", "outside-officer"] as const),
  ...(["auditor", "administrator"] as const),
];

/** Whether what somebody may see asks for a second factor. An investigator's case does while it can be read. */
export function needsFactor({
  roles,
  isInvestigator,
}: {
  roles: readonly GrantedRole[];
  isInvestigator: boolean;
}): boolean {
  return isInvestigator || roles.some((role) => askingGrants.includes(role));
}

/** The same of somebody signed in, asked of the database. */
export async function viewerNeedsFactor(viewer: Viewer, db: Executor): Promise<boolean> {
  const [found] = await db.execute(sql`
    select from case_standings where investigator_id = ${viewer.personId} and stage <> 'disposed' limit 1`);
  return needsFactor({ roles: viewer.roles, isInvestigator: found !== undefined });
}
