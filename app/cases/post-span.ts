import { type Day, spanOfDay } from "../days.ts";

/** The days on which something may have been posted, and the moments between which they lie. */
export type PostSpan = { from: Day; until: Day; begin: string; end: string };

/** From the earliest day until the latest, as days are in `timeZone`. */
export function postSpan(timeZone: string, from: Day, until: Day): PostSpan {
  const [begin, end] = [spanOfDay(timeZone, from).from, spanOfDay(timeZone, until).until];
  return { from, until, begin, end };
}
