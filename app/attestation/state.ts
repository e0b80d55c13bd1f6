import type { Day } from "../days.ts";
import type { Settlement } from "./assignment.ts";

/** The states of an assignment, in the order a list shows them. */
export const attestationStates = [
  "overdue",
  "assigned",
  "learning",
  "on-leave",
  "exempt",
  "refused",
  "acknowledged",
  "ended",
] as const;

export type AttestationState = (typeof attestationStates)[number];

export const stateWords: Record<AttestationState, string> = {
  overdue: "Overdue",
  assigned: "Assigned",
  learning: "Learning",
  "on-leave": "On leave",
  exempt: "Exempt",
  refused: "Refused",
  acknowledged: "Acknowledged",
  ended: "Ended",
};

/** What an assignment is on a day, from what was recorded. The SQL of lists says the same in one CASE. */
export function attestationState(
  assignment: {
    startedAt: unknown;
    settledAs: Settlement | null;
    dueOn: Day;
    isOnLeave: boolean;
    isExempt: boolean;
  },
  today: Day,
): AttestationState {
  if (assignment.settledAs) return assignment.settledAs;
  if (assignment.isExempt) return "exempt";
  if (assignment.isOnLeave) return "on-leave";
  if (assignment.dueOn < today) return "overdue";
  return assignment.startedAt ? "learning" : "assigned";
}
