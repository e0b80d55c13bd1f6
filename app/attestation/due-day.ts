import { addDays, type Day, daysBetween } from "../days.ts";

/** Days on which the clock stands still, both ends counted. Null: no end is known yet. */
export type StoppedSpan = { fromOn: Day; untilOn: Day | null };

/**
 * The due day when days of leave or exemption do not count: as many counting days after `countsFrom` as
 * `baseOn` is days after it. A span without a known end moves nothing until it has one, and no day counts
 * twice. Never earlier than `baseOn`.
 */
export function dueDay(
  { countsFrom, baseOn }: { countsFrom: Day; baseOn: Day },
  stopped: StoppedSpan[],
): Day {
  const firstCounting = addDays(countsFrom, 1);
  let reached = firstCounting;
  let due = baseOn;
  const ended = stopped.flatMap(({ fromOn, untilOn }) => (untilOn ? [{ fromOn, untilOn }] : []));
  for (const { fromOn, untilOn } of ended.toSorted((one, other) =>
    one.fromOn < other.fromOn ? -1 : 1,
  )) {
    const from = fromOn > reached ? fromOn : reached;
    if (from > due) break;
    if (untilOn < from) continue;
    due = addDays(due, daysBetween(from, untilOn) + 1);
    reached = addDays(untilOn, 1);
  }
  return due;
}
