import { addDays, type Day } from "../days.ts";

/** Seven days, the last week's until today: how many acknowledged then, and up to then. */
export type Week = { from: Day; until: Day; count: number; soFar: number };

/**
 * Weeks from a day until today; from an earlier one where something was acknowledged earlier, as on paper
 * and entered later.
 */
export function weeksOf(
  acknowledged: { day: Day | null; count: number }[],
  first: Day,
  today: Day,
): Week[] {
  const days = acknowledged
    .flatMap(({ day, count }) => (day ? [{ day, count }] : []))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1));
  const begin = days[0] && days[0].day < first ? days[0].day : first;
  const weeks: Week[] = [];
  let soFar = 0;
  let next = 0;
  for (let from = begin; from <= today; from = addDays(from, 7)) {
    const until = addDays(from, 6) < today ? addDays(from, 6) : today;
    const before = soFar;
    for (let row = days[next]; row && row.day <= until; row = days[next]) {
      soFar += row.count;
      next += 1;
    }
    weeks.push({ from, until, count: soFar - before, soFar });
  }
  return weeks;
}
