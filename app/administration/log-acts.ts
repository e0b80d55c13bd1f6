import type { Act } from "../ledger/record.ts";

/** Of these the log shows those about people who hold or held a role: of others they are no matter of administration. */
export const loggedOfHolders: Act[] = ["link-provider", "change-person"];

/**
 * Of these it shows what a directory service did, which ends and opens the ways in of people; what Human Resources
 * records of their work is no matter of administration.
 */
export const loggedOfProvisioning: Act[] = ["change-employment"];

/**
 * The acts that the administrator's log shows: who gets in, who may do what, and which keys are used. A closed list of
 * open acts, so that nothing of a case can come into it.
 */
export const loggedActs: Act[] = [
  "grant-role",
  "ask-for-grant",
  "confirm-grant",
  "decline-grant",
  "withdraw-grant-request",
  "revoke-role",
  "end-grant",
  "end-sessions",
  "issue-set-up-code",
  "ask-confirmation",
  "end-confirmation",
  "reset-second-factor",
  "make-provisioning-token",
  "revoke-provisioning-token",
  "change-employment",
  "deprovision-person",
  "configure-provider",
  "link-provider",
  "end-provider-link",
  "change-person",
  "rotate-signing-key",
];
