import type { GrantedRole } from "./viewer.ts";

/** Roles with a part in cases: a second person confirms them, and nobody who administers the portal holds one. */
export const caseRoles: GrantedRole[] = ["hr-cases", "city-manager", "outside-officer"];

/** Whether a role has a part in cases. */
export const isCaseRole = (role: GrantedRole) => caseRoles.includes(role);

/** Who confirms where nobody of the portal is left: in place of a name. */
export const operator = "whoever runs the server";

/** So long a request for such a role waits for an answer: days. */
export const requestDays = 30;

/** So long a request that was answered or lapsed, and a role that ended, stay on the page: days. */
export const shownFor = 90;
