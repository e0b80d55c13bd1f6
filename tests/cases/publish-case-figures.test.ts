import { expect, test } from "vitest";
import {
  type CountedCases,
  type PublishedCases,
  publishCases,
} from "#app/cases/publish-case-figures.ts";
import type { CountedTable } from "#app/exchanges/suppress.ts";

const smallest = 3;

const table = (counts: Record<string, number>): CountedTable => ({
  cells: Object.entries(counts).map(([name, count]) => ({ name, count, isOffered: true })),
  ...{ elsewhere: 0, isElsewherePossible: false },
});

type Quarter = {
  filed: number;
  substantiated: number;
  not: number;
  inconclusive: number;
  grieved: number;
  dismissed: number;
  allowed: number;
  /** Cases that left the stage of decision. */
  left: number;
};

/** As the portal counts it; what was found stands beside by clause, as outcomes do. */
function counted(one: Quarter): CountedCases {
  const found = {
    ...{ substantiated: one.substantiated, "not-substantiated": one.not },
    inconclusive: one.inconclusive,
  };
  return {
    reports: { clauses: table({ "6.c": one.filed, "6.a": 0 }), departments: table({}) },
    decided: { outcomes: table(found), clauses: table(found), departments: table(found) },
    ...{ grieved: one.grieved, ended: table({ dismissed: one.dismissed, allowed: one.allowed }) },
    stages: { decision: { count: one.left, days: 20 } },
  };
}

/** First quarters of a City there could be, and that are small: nothing in them comes from a quarter before. */
function* quarters(): Generator<Quarter> {
  const most = 8;
  for (const filed of [0, 1, 2, 3]) {
    for (let substantiated = 0; substantiated <= most; substantiated += 1) {
      for (let not = 0; not <= most - substantiated; not += 1) {
        for (let inconclusive = 0; inconclusive <= most - substantiated - not; inconclusive += 1) {
          if (filed === 0 && substantiated + not + inconclusive > 0) continue;
          for (let grieved = 0; grieved <= substantiated; grieved += 1) {
            for (let dismissed = 0; dismissed <= grieved; dismissed += 1) {
              for (const allowed of [0, grieved - dismissed]) {
                for (const left of [0, 1, 2, 3].filter((n) => n <= substantiated)) {
                  const found = { filed, substantiated, not, inconclusive };
                  yield { ...found, grieved, dismissed, allowed, left };
                }
              }
            }
          }
        }
      }
    }
  }
}

type Rule = (one: CountedCases, smallest: number) => PublishedCases;

/** Of all quarters that look the same: which number kept back is known, or known to be small? */
function findWorkedOut(rule: Rule): string[] {
  const alike = new Map<string, Map<string, Set<number>>>();
  for (const one of quarters()) {
    const published = rule(counted(one), smallest);
    const seen = JSON.stringify(published);
    const shown = new Set(
      [published.outcomes, published.grievanceOutcomes].flatMap(
        (each) => each?.shown.map(({ name }) => name) ?? [],
      ),
    );
    const hidden: [string, number][] = [
      ...(published.reports === null ? [["filed", one.filed] as [string, number]] : []),
      ...(shown.has("substantiated")
        ? []
        : [["substantiated", one.substantiated] as [string, number]]),
      ...(shown.has("not-substantiated") ? [] : [["not", one.not] as [string, number]]),
      ...(shown.has("inconclusive")
        ? []
        : [["inconclusive", one.inconclusive] as [string, number]]),
      ...(published.grieved === null ? [["grieved", one.grieved] as [string, number]] : []),
      ["left", one.left],
    ];
    const values = alike.get(seen) ?? new Map<string, Set<number>>();
    for (const [name, value] of hidden) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
    alike.set(seen, values);
  }
  return [...alike].flatMap(([seen, values]) =>
    [...values].flatMap(([name, possible]) => {
      const isSmall = [...possible].every((value) => value > 0 && value < smallest);
      // How many left a stage is shown in a way, where its median is: it is only never known to be small.
      const isKnown = possible.size === 1 && name !== "left";
      return isSmall || isKnown ? [`${name} is one of ${[...possible]}: ${seen}`] : [];
    }),
  );
}

test("of all quarters that look the same no number kept back is worked out, nor known to be small", () => {
  expect(findWorkedOut(publishCases).slice(0, 3)).toEqual([]);
});

test("the test finds out a rule that publishes each figure by itself", () => {
  const alone: Rule = (one, least) => {
    const published = publishCases(one, least);
    return { ...published, grieved: one.grieved >= least ? one.grieved : null };
  };
  expect(findWorkedOut(alone)).not.toEqual([]);
});

test("shows what is large enough, and of the rest one sum", () => {
  const one = counted({
    ...{
      filed: 30,
      substantiated: 14,
      not: 8,
      inconclusive: 4,
      grieved: 8,
      dismissed: 3,
      allowed: 2,
    },
    left: 5,
  });
  expect(publishCases(one, smallest)).toMatchObject({
    ...{ reports: 30, decided: 26, grieved: 8, ended: 5, stages: { decision: 20 } },
    outcomes: { together: 0 },
  });
  const few = counted({
    ...{
      filed: 30,
      substantiated: 2,
      not: 8,
      inconclusive: 0,
      grieved: 2,
      dismissed: 1,
      allowed: 0,
    },
    left: 2,
  });
  expect(publishCases(few, smallest)).toMatchObject({ decided: 10, grieved: null, ended: null });
  expect(publishCases(few, smallest).stages).toEqual({});
});
