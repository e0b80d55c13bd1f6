import { grantedRole } from "#drizzle/schema/auth.ts";
import type { GrantedRole } from "./viewer.ts";

/** Every role that can be granted, in plain words, with what its holder may do. */
export const roleWords: Record<GrantedRole, { title: string; may: string }> = {
  "hr-training": {
    title: "Human Resources, training",
    may: "Sees the attestation of all people, keeps the directory and assignments, hands over set-up codes",
  },
  "hr-cases": {
    title: "Human Resources, cases",
    may: "Handles violation reports and cases. Not together with Administrator",
  },
  "city-manager": {
    title: "City manager",
    may: "Reviews and approves in cases, and stands in where Human Resources is a party",
  },
  "outside-officer": {
    title: "Outside officer",
    may: "Stands in for anyone who is a party to a case, the city manager included",
  },
  auditor: {
    title: "Auditor",
    may: "Sees attestation and the ledger, and no case",
  },
  administrator: {
    title: "Administrator",
    may: "Grants and revokes roles, and hands over set-up codes to those who hold one. Sees no case",
  },
};

/** Whether a text from a form or an address names a role. */
export function isRole(text: string | undefined): text is GrantedRole {
  return grantedRole.enumValues.some((role) => role === text);
}
