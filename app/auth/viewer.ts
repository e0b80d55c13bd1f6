import type { grantedRole, signInMethod } from "#drizzle/schema/auth.ts";

/** Whoever showed one part of who they are, and has yet to show or to make another. */
export type HalfSignedIn = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  /** SHA-256 of what the session cookie holds. */
  sessionId: string;
  /** A second factor to show, or one to make first: what they may see asks for it. */
  owes: "second-factor" | "enrolment";
  /** What they have shown. */
  method: SignInMethod;
  link?: SignInLink;
};

/**
 * By which account at which provider somebody signed in; when, where that was asked of them anew; and in which session
 * there, as `hashThere` has it, where the provider said so.
 */
export type SignInLink = { linkId: string; shownAnewAt: Date | null; sidHash: string | null };

export type GrantedRole = (typeof grantedRole.enumValues)[number];
export type SignInMethod = (typeof signInMethod.enumValues)[number];

/** Whoever is signed in, with what the directory and the grants say of them at this moment. */
export type Viewer = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  roles: GrantedRole[];
  /** Follows from the directory: others report to this person today. */
  isSupervisor: boolean;
  /** A case was given to them to investigate, and is not disposed of. */
  isInvestigator: boolean;
  /** SHA-256 of what the session cookie holds. */
  sessionId: string;
  /** What they showed to be signed in, and whether a second factor was among it. */
  method: SignInMethod;
  hasSecondFactor: boolean;
  link?: SignInLink;
};

/** Given name and family name, as on a page. */
export function fullName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`;
}

export const hasRole = (viewer: Viewer | null, role: GrantedRole) =>
  viewer?.roles.includes(role) ?? false;

/** Attestations of all people, and their attempts. */
export const maySeeAttestations = (viewer: Viewer | null) => hasRole(viewer, "hr-training");
/** Who holds which grant. */
export const mayGrantRoles = (viewer: Viewer | null) => hasRole(viewer, "administrator");
/** Exchanges of others, while they are theirs to advise in: the reads say which. */
export const mayAdvise = (viewer: Viewer | null) =>
  (viewer?.isSupervisor ?? false) || hasRole(viewer, "hr-training") || mayHandleReports(viewer);
/** Acts, seals and proofs of the ledger; of private ones no more than that they are. */
export const mayReadLedger = (viewer: Viewer | null) => hasRole(viewer, "auditor");
/** Violation reports, where no conflict is in the way: the reads say which. */
export const mayHandleReports = (viewer: Viewer | null) =>
  hasRole(viewer, "hr-cases") ||
  hasRole(viewer, "city-manager") ||
  hasRole(viewer, "outside-officer");
/** Any case at all: to handle, or to investigate. Which, the reads say. */
export const mayHaveCases = (viewer: Viewer | null) =>
  mayHandleReports(viewer) || (viewer?.isInvestigator ?? false);
