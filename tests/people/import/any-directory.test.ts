import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { addDays } from "#app/days.ts";
import { testPortal } from "#tests/support/portal.ts";
import { importKit, type Row } from "./import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

/** Days ten apart, so that those of one file often meet those of another; some are the day before. */
const day = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most / 10 }), fc.boolean())
    .map(([tens, isBefore]) => addDays("2024-01-01", tens * 10 - (isBefore ? 1 : 0)));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const tens = (most: number) => fc.integer({ min: 0, max: most / 10 }).map((count) => count * 10);

const row: fc.Arbitrary<Omit<Row, "number">> = fc
  .record({
    department: fc.constantFrom("Public Works", "public works", "Recreation"),
    position: fc.constantFrom("Labourer", "Driver"),
    from: day(400),
    lasting: maybe(tens(400)),
    leave: maybe(fc.tuple(tens(90), tens(90))),
    supervisor: fc.constantFrom("", "1001", "1004"),
  })
  .map(({ lasting, leave, from, ...rest }) => {
    const until = lasting === undefined ? "" : addDays(from, lasting);
    const isAway = leave && (lasting === undefined || leave[0] + leave[1] <= lasting);
    const leaveFrom = isAway ? addDays(from, leave[0]) : "";
    const leaveUntil = isAway ? addDays(leaveFrom, leave[1]) : "";
    return { ...rest, from, until, leaveFrom, leaveUntil };
  });
const file = fc.record({ rows: fc.tuple(row, row, row), effectiveOn: day(500) });

/** Files about the same three people, one after another: the last meets what the others left. */
const files = fc.array(file, { minLength: 1, maxLength: 4 });
let runs = 0;

test("whatever the directory holds, a file merged once changes nothing when sent again", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (sequence) => {
      runs++;
      let last: { rows: Row[]; effectiveOn: string } | undefined;
      for (const { rows, effectiveOn } of sequence) {
        const asked = rows.map((row, at) => ({ ...row, number: `7${runs}-${at}` }));
        const found = await kit.read(asked, effectiveOn);
        // Over another period of the same person: a fault, and nothing is merged.
        if (found.stage === "faulty") continue;
        expect(await kit.merge(found.number)).toMatchObject({ stage: "merged" });
        last = { rows: asked, effectiveOn };
      }
      if (!last) return;
      const { rows, effectiveOn } = last;
      const later = addDays(effectiveOn, 40);
      const overtaken: string[] = [];
      for (const { number, from = "", until } of rows) {
        const periods = await kit.work(number);
        expect(periods.some((one) => one.startsWith(from))).toBe(true);
        expect(periods.some((one) => one.split(" ")[1] === (until || "…"))).toBe(true);
        // What was recorded to begin within the period meanwhile has begun: the file gainsays it.
        const begins = [...periods, ...(await kit.leaves(number))].map((one) => one.slice(0, 10));
        const isMeanwhile = (on: string) => on > effectiveOn && on <= later;
        const isWithin = (on: string) => on > from && (!until || on <= until);
        if (begins.some((on) => isMeanwhile(on) && isWithin(on))) overtaken.push(number);
      }
      const again = await kit.read(rows, effectiveOn);
      expect(again.counts).toMatchObject({ new: 0, returning: 0, changed: 0, unchanged: 3 });
      const fromLater = await kit.read(rows, later);
      expect(fromLater.counts).toMatchObject({ new: 0, returning: 0 });
      const changed = await kit.changes(fromLater.number, "changed");
      expect(overtaken).toEqual(expect.arrayContaining(changed.map(({ number }) => number)));
    }),
    { numRuns: 8 },
  );
}, 300_000);
