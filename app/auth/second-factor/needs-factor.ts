import type { Portal } from "../../portal.ts";
import type { GrantedRole, Viewer } from "../viewer.ts";
import type { Asking } from "./asking-words.ts";

/** Grants that ask for a second factor: cases, what no one may see of others, and who grants it. */
export const askingGrants: readonly GrantedRole[] = [
  ...(["hr-cases", "city-manager", "outside-officer"] as const),
  ...(["auditor", "administrator"] as const),
];

/** Whether what somebody may see asks for a second factor. An investigator's case does while it can be read. */
export function needsFactor({ roles, isInvestigator }: Pick<Viewer, "roles" | "isInvestigator">) {
  return isInvestigator || roles.some((role) => askingGrants.includes(role));
}

/** Whether the portal asks somebody for a second factor, by whether what they may see does. */
export function askingOf(
  { asksForSecondFactor }: Pick<Portal, "asksForSecondFactor">,
  isNeeded: boolean,
): Asking {
  if (!asksForSecondFactor) return "demonstration";
  return isNeeded ? "asked" : "not-asked";
}
