import type { Clock } from "../clock.ts";
import { type Day, dayIn, daysBetween, writeDay, writeDistance, writeMoment } from "../days.ts";

/** "14 December 2026"; with `isNear` also how far away it is, within a year: "(in 12 days)". */
export function OnDay({
  clock: { locale, today },
  day,
  isNear = false,
}: {
  clock: Clock;
  day: Day;
  isNear?: boolean;
}) {
  const isWithinAYear = Math.abs(daysBetween(today, day)) <= 366;
  return (
    <>
      <time dateTime={day}>{writeDay(locale, day)}</time>
      {isNear && isWithinAYear ? (
        <span className="quiet"> ({writeDistance(locale, today, day)})</span>
      ) : null}
    </>
  );
}

/** "14 December 2026, 9:05 a.m.", or the day alone. */
export function AtMoment({
  clock: { locale, timeZone },
  at,
  dayOnly = false,
}: {
  clock: Clock;
  at: Date;
  dayOnly?: boolean;
}) {
  return (
    <time dateTime={at.toISOString()}>
      {dayOnly ? writeDay(locale, dayIn(timeZone, at)) : writeMoment(locale, timeZone, at)}
    </time>
  );
}

/** "1 March 2026 to 30 September 2026", "from 1 March 2026" when no end is known. */
export function Span({
  clock,
  fromOn,
  untilOn,
}: {
  clock: Clock;
  fromOn: Day;
  untilOn: Day | null;
}) {
  return untilOn === null ? (
    <>
      from <OnDay clock={clock} day={fromOn} />
    </>
  ) : (
    <>
      <OnDay clock={clock} day={fromOn} /> to <OnDay clock={clock} day={untilOn} />
    </>
  );
}

/** Writes moments as people here do, in the middle of a sentence. */
export function momentWords({ locale, timeZone }: Omit<Clock, "today">): (moment: Date) => string {
  return (moment) => writeMoment(locale, timeZone, moment);
}
