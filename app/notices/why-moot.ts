import type { Day } from "../days.ts";
import type { DueNotice } from "./due-notice.ts";
import { isPrivateKind } from "./private-kinds.ts";

export const noDutyLeft = "The training was completed or has ended";

/** Why a notice is not to be sent any more, or null. */
export function whyMoot(notice: DueNotice, today: Day): string | null {
  if (notice.kind === "digest-hr") {
    return notice.isHr ? null : "No longer holds the role Human Resources, training";
  }
  if (notice.kind === "latest-seal") {
    return notice.isAuditor ? null : "No longer holds the role Auditor";
  }
  // Whether a report waits is asked by itself, also for somebody from outside.
  if (isPrivateKind(notice.kind)) return null;
  if (notice.isGone) return "No longer works here";
  switch (notice.kind) {
    case "assignment":
      return whyNoDuty(notice);
    case "escalation":
      return whyNoEscalation(notice, today);
    case "due-soon":
    case "due-today":
    case "overdue":
      return whyNoReminder(notice, today);
    default:
      return null;
  }
}

function whyNoDuty({ about }: DueNotice): string | null {
  return about && !about.isSettled ? null : noDutyLeft;
}

function whyNoEscalation({ about, personId }: DueNotice, today: Day): string | null {
  if (!about || about.isSettled) return noDutyLeft;
  if (about.isPaused) return "On leave or exempt";
  if (about.dueOn >= today) return "The due day was moved";
  return about.supervisorId === personId ? null : "Reports to somebody else";
}

function whyNoReminder({ kind, dueOn, duties, isPaused }: DueNotice, today: Day): string | null {
  if (duties.length === 0) return noDutyLeft;
  if (isPaused) return "On leave or exempt";
  if (!dueOn || !duties.some((duty) => duty.dueOn === dueOn)) {
    return "That training was completed, or its due day was moved";
  }
  const isLate = kind === "due-soon" ? dueOn <= today : kind === "due-today" && dueOn < today;
  return isLate ? "Its day has passed" : null;
}
