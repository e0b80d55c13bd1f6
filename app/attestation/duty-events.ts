/** What can happen to an assignment but an answer. */
export const dutyEvents = ["made", "ended", "moved"] as const;

export type DutyEvent = (typeof dutyEvents)[number];

export const dutyEventWords: Record<DutyEvent, string> = {
  made: "Assigned",
  ended: "Ended",
  moved: "Due day moved",
};
