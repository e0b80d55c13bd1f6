import type { Day } from "../days.ts";
import { workingDaysAfter } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import { readCaseSettings } from "./case-settings.ts";

/** The last day on which a grievance about what was issued on a day is in time. */
export async function grieveUntil(portal: Portal, issuedOn: Day): Promise<Day> {
  const { grieveWithin } = await readCaseSettings(portal);
  return workingDaysAfter(await portal.organization(), issuedOn, grieveWithin);
}

/** The day by which a case is to be concluded that a grievance opens or goes on with. */
export async function concludeGrievanceBy(portal: Portal, today: Day): Promise<Day> {
  const { concludeWithin } = await readCaseSettings(portal);
  return workingDaysAfter(await portal.organization(), today, concludeWithin);
}
