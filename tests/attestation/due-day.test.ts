import fc from "fast-check";
import { expect, test } from "vitest";
import { dueDay, type StoppedSpan } from "#app/attestation/due-day.ts";
import { addDays, daysBetween } from "#app/days.ts";

const assignedOn = "2027-12-20";
const day = fc.integer({ min: -40, max: 120 }).map((days) => addDays(assignedOn, days));
const span: fc.Arbitrary<StoppedSpan> = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 40 }), { freq: 6 }))
  .map(([fromOn, length]) => ({
    fromOn,
    untilOn: length === null ? null : addDays(fromOn, length),
  }));
const base = fc.integer({ min: 0, max: 90 }).map((days) => ({
  countsFrom: assignedOn,
  baseOn: addDays(assignedOn, days),
}));

const isStopped = (spans: StoppedSpan[], on: string) =>
  spans.some(({ fromOn, untilOn }) => untilOn !== null && fromOn <= on && on <= untilOn);

/** The days after `from` up to `until` on which the clock runs, counted one by one. */
function countingDays(spans: StoppedSpan[], from: string, until: string): number {
  let count = 0;
  for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) {
    if (!isStopped(spans, on)) count += 1;
  }
  return count;
}

test("a due day is never earlier than it was at first", () => {
  fc.assert(
    fc.property(base, fc.array(span), (at, spans) => {
      expect(dueDay(at, spans) >= at.baseOn).toBe(true);
    }),
  );
});

test("exactly the days on which the clock runs are counted", () => {
  fc.assert(
    fc.property(base, fc.array(span), (at, spans) => {
      const given = daysBetween(at.countsFrom, at.baseOn);
      expect(countingDays(spans, at.countsFrom, dueDay(at, spans))).toBe(given);
    }),
  );
});

test("nobody is due on a day of leave, but for a duty that was due when it was given", () => {
  fc.assert(
    fc.property(base, fc.array(span), (at, spans) => {
      const due = dueDay(at, spans);
      if (at.baseOn > at.countsFrom) expect(isStopped(spans, due)).toBe(false);
    }),
  );
});

test("the order of leaves does not matter, nor that two overlap", () => {
  fc.assert(
    fc.property(
      fc
        .array(span)
        .chain((spans) =>
          fc.tuple(fc.constant(spans), fc.shuffledSubarray(spans, { minLength: spans.length })),
        ),
      base,
      ([spans, shuffled], at) => {
        expect(dueDay(at, shuffled)).toBe(dueDay(at, spans));
        expect(dueDay(at, [...spans, ...spans])).toBe(dueDay(at, spans));
      },
    ),
  );
});

test.each([
  ["over a leap day", "2028-02-01", "2028-02-20", "2028-02-15", "2028-03-05", "2028-03-11"],
  ["over the year's end", "2026-12-01", "2026-12-20", "2026-12-15", "2027-01-04", "2027-01-10"],
  ["when clocks go forward", "2027-03-01", "2027-03-20", "2027-03-10", "2027-03-16", "2027-03-27"],
  ["when clocks go back", "2026-10-20", "2026-11-05", "2026-10-30", "2026-11-02", "2026-11-09"],
])("days of leave do not count %s", (_, countsFrom, baseOn, fromOn, untilOn, expected) => {
  expect(dueDay({ countsFrom, baseOn }, [{ fromOn, untilOn }])).toBe(expected);
});

test("a leave that runs into the moved span moves the day again", () => {
  const leaves = [
    { fromOn: "2026-12-05", untilOn: "2026-12-09" },
    { fromOn: "2026-12-12", untilOn: "2026-12-14" },
  ];
  const at = { countsFrom: "2026-12-01", baseOn: "2026-12-10" };

  expect(dueDay(at, leaves.slice(0, 1))).toBe("2026-12-15");
  expect(dueDay(at, leaves)).toBe("2026-12-18");
});

test("a leave without a known end moves nothing until it has one", () => {
  const at = { countsFrom: "2026-12-01", baseOn: "2026-12-10" };

  expect(dueDay(at, [{ fromOn: "2026-12-05", untilOn: null }])).toBe("2026-12-10");
});
