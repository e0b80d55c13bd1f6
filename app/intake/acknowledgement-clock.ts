import { addDays, type Day } from "../days.ts";
import { workingDays } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";

/** Working days within which a reporter hears from a person, where the organization's settings do not say. */
const usual = 3;

/** The last day for the personal acknowledgement of a report filed on `day`: so many working days later. */
export async function acknowledgementDay(
  portal: Pick<Portal, "organization">,
  day: Day,
): Promise<Day> {
  const organization = await portal.organization();
  const isWorkingDay = await workingDays(organization, day);
  let left = organization.reports?.acknowledgeWithin ?? usual;
  let on = day;
  while (left > 0) {
    on = addDays(on, 1);
    if (isWorkingDay(on)) left -= 1;
  }
  return on;
}
