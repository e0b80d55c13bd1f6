import { Temporal } from "temporal-polyfill";
import type { Organization } from "../content/frozen-version.ts";
import { addDays, type Day, dayIn, hourIn } from "../days.ts";
import type { Portal } from "../portal.ts";
import { holidaysOf } from "./holidays.ts";

export type IsWorkingDay = (day: Day) => boolean;

/** Nobody is reminded before or from this hour on, by the City's clock. */
const hours = { from: 8, until: 17 };

/** Which days are working days in the years around a day: no weekend, and no holiday of the organization. */
export async function workingDays({ holidays }: Organization, around: Day): Promise<IsWorkingDay> {
  const year = Number(around.slice(0, 4));
  const off = holidays
    ? await Promise.all([year - 1, year, year + 1].map((one) => holidaysOf(holidays, one)))
    : [];
  return (day) => Temporal.PlainDate.from(day).dayOfWeek <= 5 && !off.some((days) => days.has(day));
}

/** The day so many working days after a day. */
export async function workingDaysAfter(
  organization: Organization,
  day: Day,
  count: number,
): Promise<Day> {
  let on = day;
  // The calendar is asked year by year: a long time ends in a later one.
  for (let left = count; left > 0; ) {
    on = addDays(on, 1);
    if ((await workingDays(organization, on))(on)) left -= 1;
  }
  return on;
}

/** How many working days come after a day until another, which is counted; 0 when it is not later. */
export async function workingDaysUntil(
  organization: Organization,
  day: Day,
  until: Day,
): Promise<number> {
  let count = 0;
  for (let on = addDays(day, 1); on <= until; on = addDays(on, 1)) {
    if ((await workingDays(organization, on))(on)) count += 1;
  }
  return count;
}

/** Whether people are reminded at this moment: on a working day between 8:00 and 17:00 of the City. */
export async function isWorkingTime(
  portal: Pick<Portal, "now" | "organization">,
): Promise<boolean> {
  const organization = await portal.organization();
  const now = portal.now();
  const hour = hourIn(organization.timeZone, now);
  if (hour < hours.from || hour >= hours.until) return false;
  const today = dayIn(organization.timeZone, now);
  return (await workingDays(organization, today))(today);
}
