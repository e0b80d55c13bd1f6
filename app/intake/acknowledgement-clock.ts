import type { Day } from "../days.ts";
import { workingDaysAfter } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";

/** Working days within which a reporter hears from a person, where the organization's settings do not say. */
const usual = 3;

/** The last day for the personal acknowledgement of a report filed on `day`: so many working days later. */
export async function acknowledgementDay(
  portal: Pick<Portal, "organization">,
  day: Day,
): Promise<Day> {
  const organization = await portal.organization();
  return workingDaysAfter(organization, day, organization.reports?.acknowledgeWithin ?? usual);
}
