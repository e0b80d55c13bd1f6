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

const day = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((days) => addDays("2024-01-01", days));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Rows for a few people again and again, so that files meet what earlier ones left. */
const row = (number: string): fc.Arbitrary<Row> =>
  fc
    .record({
      department: fc.constantFrom("Public Works", "public works", "Recreation", "Fire"),
      position: fc.constantFrom("Labourer", "Driver"),
      from: day(0, 900),
      lasting: maybe(fc.integer({ min: 0, max: 900 })),
      leave: maybe(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }))),
      supervisor: fc.constantFrom("", "1001", "1004"),
    })
    .map(({ lasting, leave, from, ...rest }) => {
      const until = lasting === undefined ? "" : addDays(from, lasting);
      const isAway = leave && (lasting === undefined || leave[0] + leave[1] <= lasting);
      const leaveFrom = isAway ? addDays(from, leave[0]) : "";
      const leaveUntil = isAway ? addDays(leaveFrom, leave[1]) : "";
      return { ...rest, number, from, until, leaveFrom, leaveUntil };
    });
const file = fc.tuple(row("7001"), row("7002"), row("7003"));

test("whatever the directory holds, a file merged once changes nothing when sent again", async () => {
  await fc.assert(
    fc.asyncProperty(file, day(0, 1200), async (rows, effectiveOn) => {
      const found = await kit.read(rows, effectiveOn);
      // Over another period of the same person: a fault, and nothing is merged.
      if (found.stage === "faulty") return;
      await kit.merge(found.number);
      for (const { number, from = "", until } of rows) {
        const periods = await kit.work(number);
        expect(periods.some((one) => one.startsWith(from))).toBe(true);
        expect(periods.some((one) => one.split(" ")[1] === (until || "…"))).toBe(true);
      }
      for (const later of [effectiveOn, addDays(effectiveOn, 40)]) {
        const again = await kit.read(rows, later);
        expect(again.counts).toMatchObject({ new: 0, returning: 0, changed: 0, unchanged: 3 });
      }
    }),
    { numRuns: 40, seed: 7 },
  );
}, 300_000);
