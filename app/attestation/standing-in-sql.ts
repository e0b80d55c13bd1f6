import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { AttestationState } from "./state.ts";
import type { StateGroup } from "./state-groups.ts";

/** The standing `s` is open: said word for word as its partial indexes say it. */
export const isOpen = sql.raw("s.state in ('assigned', 'learning')");

/** What the standing `s` is on the day it is kept for: `attestationState`, overdue included. */
export function standingState(today: Day): SQL {
  return sql`case when ${isOpen} and s.due_on < ${today} then 'overdue' else s.state::text end`;
}

/** The standing `s` is in this state, or in one of this group, today. */
export function standsAs(state: AttestationState | StateGroup, today: Day): SQL {
  switch (state) {
    case "overdue":
      return sql`${isOpen} and s.due_on < ${today}`;
    case "assigned":
    case "learning":
      return sql`${isOpen} and s.state = ${state} and s.due_on >= ${today}`;
    case "open":
      return isOpen;
    case "asked":
      return sql.raw("s.state in ('assigned', 'learning', 'refused', 'acknowledged')");
    default:
      return sql`s.state = ${state}`;
  }
}
