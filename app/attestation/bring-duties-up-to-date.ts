import type { Portal } from "../portal.ts";

/** Makes, moves and ends assignments as rules, leave, transfers and end dates ask for on this day. */
export async function bringDutiesUpToDate(_portal: Portal): Promise<void> {}
