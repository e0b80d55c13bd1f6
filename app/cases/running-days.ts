import type { Organization } from "../content/frozen-version.ts";
import { addDays, type Day, daysBetween } from "../days.ts";
import { workingDays } from "../notices/working-time.ts";

/** An act that starts or stops the clock of a case, on its day. */
export type ClockAct = { act: string; on: Day };

const stops = ["paused", "closed"];

/**
 * How many working days a case has been running by `today`: those after the day it was opened, without those after
 * which it was paused or closed until it ran again. `acts` are the ones that stop and start it, in their order.
 */
export function runningDays(
  openedOn: Day,
  acts: ClockAct[],
  today: Day,
  count: (after: Day, until: Day) => number,
): number {
  let [days, since] = [0, openedOn];
  const stopped = new Set<string>();
  for (const { act, on } of acts) {
    if (stops.includes(act)) {
      if (stopped.size === 0) days += count(since, on);
      stopped.add(act);
    } else if (stopped.delete(act === "resumed" ? "paused" : "closed") && stopped.size === 0) {
      since = on;
    }
  }
  return stopped.size === 0 ? days + count(since, today) : days;
}

/** Counts working days after one day until another, for days from `first` to `last`. */
export async function countWorkingDays(
  organization: Organization,
  first: Day,
  last: Day,
): Promise<(after: Day, until: Day) => number> {
  const sums = [0];
  // The calendar of a day knows the years around it.
  let [year, isWorkingDay] = ["", await workingDays(organization, first)];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
    if (day.slice(0, 4) !== year) {
      year = day.slice(0, 4);
      isWorkingDay = await workingDays(organization, day);
    }
    sums.push((sums.at(-1) ?? 0) + (isWorkingDay(day) ? 1 : 0));
  }
  const until = (day: Day) => sums[Math.max(0, daysBetween(first, day))] ?? sums.at(-1) ?? 0;
  return (from, to) => Math.max(0, until(to) - until(from));
}
