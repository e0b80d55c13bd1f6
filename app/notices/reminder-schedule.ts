import type { ReminderDays } from "../content/frozen-version.ts";
import { addDays, type Day, daysBetween } from "../days.ts";
import type { IsWorkingDay } from "./working-time.ts";

/** When people are told of a duty: its name within the schedule, and the working day it falls on. */
type Occasion = { name: string; kind: "due-soon" | "due-today" | "overdue"; day: Day };

/**
 * The last occasion of a due day up to today; null before the first. Before the due day, on it, after it,
 * and then again and again. What falls on no working day moves to the next one; what speaks of the due day
 * itself moves to the one before, never to a later day. Of two on one day the later one counts.
 */
export function occasionBy(
  dueOn: Day,
  today: Day,
  days: ReminderDays,
  isWorkingDay: IsWorkingDay,
): Occasion | null {
  return occasionsUntil(dueOn, today, days, isWorkingDay).at(-1) ?? null;
}

/** Every occasion of a due day up to a day, in their order. */
export function occasionsUntil(
  dueOn: Day,
  until: Day,
  days: ReminderDays,
  isWorkingDay: IsWorkingDay,
): Occasion[] {
  const on = workingDayFrom(dueOn, -1, isWorkingDay);
  const before = days.before
    .toSorted((one, other) => other - one)
    .map((count) => ({
      name: `before ${count}`,
      kind: "due-soon" as const,
      day: workingDayFrom(addDays(dueOn, -count), 1, isWorkingDay),
    }))
    .filter(({ day }) => day < on);
  const onTheDay = { name: "on", kind: on === dueOn ? "due-today" : "due-soon", day: on } as const;
  const after = countsAfter(days, daysBetween(dueOn, until)).map((count) => ({
    name: `after ${count}`,
    kind: "overdue" as const,
    day: workingDayFrom(addDays(dueOn, count), 1, isWorkingDay),
  }));
  return [...before, onTheDay, ...after].filter(
    ({ day }, index, all) => day <= until && day !== all[index + 1]?.day,
  );
}

/** The first working day from a day on (`step` 1) or back (-1). */
export function workingDayFrom(day: Day, step: 1 | -1, isWorkingDay: IsWorkingDay): Day {
  let found = day;
  // A calendar without a working day in two months is no calendar.
  for (let tries = 0; tries < 60 && !isWorkingDay(found); tries++) found = addDays(found, step);
  return found;
}

function countsAfter({ after, thenEvery }: ReminderDays, most: number): number[] {
  const counts = after.toSorted((one, other) => one - other);
  for (let next = (counts.at(-1) ?? 0) + thenEvery; next <= most; next += thenEvery) {
    counts.push(next);
  }
  return counts;
}
