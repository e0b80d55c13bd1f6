import type { AttestationState } from "./state.ts";

/** States that are asked for together: what is still to be done, and what is asked for now, done or not. */
export const stateGroups = ["open", "asked"] as const;

export type StateGroup = (typeof stateGroups)[number];

export const groupWords: Record<StateGroup, string> = {
  open: "Not done yet",
  asked: "Asked for now, done or not",
};

/** What a completion is a share of: exempt, on leave and ended are asked for nothing. */
export const statesOf: Record<StateGroup, AttestationState[]> = {
  open: ["overdue", "assigned", "learning"],
  asked: ["overdue", "assigned", "learning", "refused", "acknowledged"],
};
