import { Temporal } from "temporal-polyfill";
import { addDays, type Day } from "../days.ts";

/** Three months of a calendar year, with their first and last day. */
export type Quarter = { year: number; number: number; from: Day; until: Day };

/**
 * The quarter whose figures are still being counted. A day is over only when the next one is too, so that what
 * was begun in a quarter's last moment and finished in the one after changes no figure that was shown.
 */
export function runningQuarter(today: Day): Quarter {
  return quarterOf(addDays(today, -1));
}

/** The latest quarters that ended before the running one, the earliest first. */
export function endedQuarters(today: Day, count: number): Quarter[] {
  const quarters: Quarter[] = [];
  let { from } = runningQuarter(today);
  while (quarters.length < count) {
    const quarter = quarterOf(addDays(from, -1));
    quarters.unshift(quarter);
    from = quarter.from;
  }
  return quarters;
}

/** "Q3 2026". */
export const nameQuarter = ({ year, number }: Quarter) => `Q${number} ${year}`;

/** "Jul to Sep", as months are shortened here. */
export function writeMonths(locale: string, { from, until }: Quarter): string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  return `${format.format(new Date(from))} to ${format.format(new Date(until))}`;
}

function quarterOf(day: Day): Quarter {
  const { year, month } = Temporal.PlainDate.from(day);
  const number = Math.ceil(month / 3);
  const first = Temporal.PlainDate.from({ year, month: 3 * number - 2, day: 1 });
  return {
    ...{ year, number, from: first.toString() },
    until: first.add({ months: 3 }).subtract({ days: 1 }).toString(),
  };
}
