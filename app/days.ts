import { Temporal } from "temporal-polyfill";

/** A calendar day in the City's time zone, `YYYY-MM-DD`. Days sort and compare as text. */
export type Day = string;

/** The day asked for last, and the minute it was asked for: within one no clock anywhere turns to another day. */
let asked = { timeZone: "", minute: Number.NaN, day: "" };

/** The day it is in `timeZone` at `moment`. */
export function dayIn(timeZone: string, moment: Date): Day {
  const minute = Math.floor(moment.getTime() / 60_000);
  if (asked.minute !== minute || asked.timeZone !== timeZone) {
    const day = Temporal.Instant.fromEpochMilliseconds(moment.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
    asked = { timeZone, minute, day };
  }
  return asked.day;
}

/** The hour of the day in `timeZone` at `moment`, 0 to 23. */
export function hourIn(timeZone: string, moment: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).hour;
}

/** `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Whole days from `from` until `until`; negative when `until` is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return Temporal.PlainDate.from(from).until(until, { largestUnit: "days" }).days;
}

/** The first and the last moment (exclusive) of a day in `timeZone`, as ISO text for the database. */
export function spanOfDay(timeZone: string, day: Day): { from: string; until: string } {
  const start = Temporal.PlainDate.from(day);
  const moment = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone }).toInstant().toString();
  return { from: moment(start), until: moment(start.add({ days: 1 })) };
}

/** True for a day that exists, written `YYYY-MM-DD`, in the years 1900 to 2199. */
export function isDay(text: string): text is Day {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** "14 December 2026", as people here write it. */
export function writeDay(locale: string, day: Day): string {
  const { year, month, day: number } = Temporal.PlainDate.from(day);
  return `${number} ${monthName(locale, month)} ${year}`;
}

/** "14 December 2026, 9:05 a.m." in the City's time zone. */
export function writeMoment(locale: string, timeZone: string, moment: Date): string {
  const clock = clockOf(locale, timeZone).format(moment);
  return `${writeDay(locale, dayIn(timeZone, moment))}, ${clock}`;
}

/** How far away a day is from today: "today", "tomorrow", "in 12 days", "3 days ago". */
export function writeDistance(locale: string, today: Day, day: Day): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(
    daysBetween(today, day),
    "day",
  );
}

const monthNames = new Map<string, string[]>();
function monthName(locale: string, month: number): string {
  let names = monthNames.get(locale);
  if (!names) {
    const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    names = Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(2021, index, 1)));
    monthNames.set(locale, names);
  }
  return names[month - 1] ?? "";
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
    clocks.set(key, clock);
  }
  return clock;
}
