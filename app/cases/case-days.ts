import type { Day } from "../days.ts";
import { workingDaysAfter } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import { readCaseSettings } from "./case-settings.ts";

/** The day by which a case is to be concluded that is opened on a day, or opens again. */
export async function concludeBy(portal: Portal, from: Day): Promise<Day> {
  const { concludeWithin } = await readCaseSettings(portal);
  return workingDaysAfter(await portal.organization(), from, concludeWithin);
}

/** The last day on which a grievance about what was issued on a day is in time. */
export async function grieveUntil(portal: Portal, issuedOn: Day): Promise<Day> {
  const { grieveWithin } = await readCaseSettings(portal);
  return workingDaysAfter(await portal.organization(), issuedOn, grieveWithin);
}
