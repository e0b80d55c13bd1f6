import type { GrantedRole, Viewer } from "../viewer.ts";

/** Grants that ask for a second factor: cases, what no one may see of others, and who grants it. */
export const askingGrants: readonly GrantedRole[] = [
  ...(["hr-cases", "city-manager", "outside-officer"] as const),
  ...(["auditor", "administrator"] as const),
];

/** Whether what somebody may see asks for a second factor. An investigator's case does while it can be read. */
export function needsFactor({ roles, isInvestigator }: Pick<Viewer, "roles" | "isInvestigator">) {
  return isInvestigator || roles.some((role) => askingGrants.includes(role));
}
