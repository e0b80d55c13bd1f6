import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { endForLeavers, endOutOfScope, endSuperseded } from "./ended-duties.ts";
import { heedLeaves } from "./move-due-days.ts";
import { makeOwedAssignments } from "./owed-assignments.ts";
import { readStandingRules } from "./standing-rules.ts";
import { readVersionLines } from "./version-line.ts";

/**
 * Makes, moves and ends assignments as versions, rules, employment, leave and exemption ask for on this
 * day. Each batch is a transaction of its own that does only what is not done yet: wherever a run dies, the
 * next one goes on, and nothing is made twice.
 */
export async function bringDutiesUpToDate(portal: Portal): Promise<void> {
  const clock = await clockOf(portal);
  const rules = await readStandingRules(portal.db, clock.today);
  await endForLeavers(portal, clock);
  for (const line of await readVersionLines(portal)) {
    await makeOwedAssignments(portal, line, rules, clock);
    await endSuperseded(portal, line, clock);
  }
  await endOutOfScope(portal, rules, clock);
  await heedLeaves(portal);
}
