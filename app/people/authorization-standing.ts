/** Where an entry of the register stands on a day, in the order of the list. */
export const authorizationStandings = ["in-force", "waiting", "past"] as const;

export type AuthorizationStanding = (typeof authorizationStandings)[number];

export const standingWords: Record<AuthorizationStanding, string> = {
  "in-force": "In force today",
  waiting: "Not in force yet",
  past: "Ended",
};
