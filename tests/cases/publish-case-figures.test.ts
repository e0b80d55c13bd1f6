import { expect, test } from "vitest";
import {
  type CountedCases,
  type PublishedCases,
  publishCases,
} from "#app/cases/publish-case-figures.ts";
import type { Cell, CountedTable } from "#app/exchanges/suppress.ts";

const smallest = 3;

/** So many things, each about somebody else; of whom the first were already counted. */
const peopled = (count: number, from = 0) => ({
  ...{ count, people: Array.from({ length: count }, (_, n) => `person ${from + n}`) },
});

const tableOf = (cells: Record<string, { count: number; people: string[] }>): CountedTable => ({
  cells: Object.entries(cells).map(([name, cell]): Cell => ({ name, ...cell, isOffered: true })),
  ...{ elsewhere: 0, peopleElsewhere: [], isElsewherePossible: false },
});

/** Each thing of a table is about somebody else. */
function table(counts: Record<string, number>): CountedTable {
  let so = 0;
  const cells = Object.entries(counts).map(([name, count]) => {
    so += count;
    return [name, peopled(count, so - count)] as const;
  });
  return tableOf(Object.fromEntries(cells));
}

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
    grieved: peopled(one.grieved),
    ended: table({ dismissed: one.dismissed, allowed: one.allowed }),
    stages: { decision: { ...peopled(one.left), days: 20 } },
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
    return { ...published, grieved: one.grieved.count >= least ? one.grieved.count : null };
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

/** What is so of somebody in a quarter: allegations substantiated, grievances begun and ended. */
type Part = { found: number; grieved: number; ended: number };

const partsOfSomebody: Part[] = [0, 1, 2, 3].flatMap((found) =>
  [0, 1, 2, 3].flatMap((grieved) =>
    [0, 1, 2, 3].flatMap((ended) =>
      grieved <= found && ended <= grieved && (found < 3 || grieved !== 1)
        ? { found, grieved, ended }
        : [],
    ),
  ),
);

/** Every way to give so many people a part, whoever is who. */
function* crowds(people: number, first = 0): Generator<Part[]> {
  if (people === 0) yield [];
  else {
    for (let n = first; n < partsOfSomebody.length; n += 1) {
      const part = partsOfSomebody[n];
      if (part) for (const rest of crowds(people - 1, n)) yield [part, ...rest];
    }
  }
}

/** The quarter of such a crowd, about whom nothing else was found. */
function quarterOf(crowd: Part[]): CountedCases {
  const of = (wanted: keyof Part) => ({
    count: crowd.reduce((sum, part) => sum + part[wanted], 0),
    people: crowd.flatMap((part, n) => (part[wanted] > 0 ? [`person ${n}`] : [])),
  });
  const outcomes = tableOf({
    substantiated: of("found"),
    ...{ "not-substantiated": peopled(smallest, 100), inconclusive: peopled(smallest, 200) },
  });
  return {
    reports: { clauses: table({ "6.c": 30, "6.a": 30 }), departments: table({}) },
    decided: { outcomes, clauses: outcomes, departments: outcomes },
    ...{ grieved: of("grieved"), ended: tableOf({ dismissed: of("ended") }) },
    stages: { decision: { ...of("found"), days: 20 } },
  };
}

/** Subtracts what is shown from each other: numbers of such quarters that are about few people, and not about nobody. */
function findFew(rule: Rule): { faults: string[]; shown: number } {
  const faults: string[] = [];
  let shown = 0;
  for (const people of [1, 2, 3, 5]) {
    for (const crowd of crowds(people)) {
      const published = rule(quarterOf(crowd), 2);
      const isFound = published.outcomes?.shown.some(({ name }) => name === "substantiated");
      const numbers: [string, boolean | undefined, (part: Part) => number][] = [
        ["found", isFound, ({ found }) => found],
        ["grieved", published.grieved !== null, ({ grieved }) => grieved],
        ["ended", published.ended !== null, ({ ended }) => ended],
        ["decision", published.stages.decision !== undefined, ({ found }) => found],
        ["not grieved", isFound && published.grieved !== null, (one) => one.found - one.grieved],
        [
          ...(["not ended", published.ended !== null] as const),
          ({ grieved, ended }) => grieved - ended,
        ],
      ];
      for (const [name, isKnown, of] of numbers) {
        if (!isKnown) continue;
        shown += 1;
        const few = crowd.filter((part) => of(part) > 0).length;
        if (few < 2) faults.push(`${name} is about ${few}: ${JSON.stringify(crowd)}`);
      }
    }
  }
  return { faults, shown };
}

test("whatever is subtracted from what is about enough different people", () => {
  const { faults, shown } = findFew(publishCases);
  expect(faults.slice(0, 3)).toEqual([]);
  expect(shown).toBeGreaterThan(1000);
});

test("the test finds out rules that count things, or people of each number by itself", () => {
  /** As if every thing were about somebody else. */
  const things: Rule = ({ decided, grieved, ended, ...one }, least) => {
    const spread = ({ cells, ...all }: CountedTable) => ({
      ...{ ...all, cells: cells.map((cell, n) => ({ ...cell, ...peopled(cell.count, 50 * n) })) },
    });
    const { outcomes, clauses, departments } = decided;
    return publishCases(
      {
        ...one,
        decided: {
          ...{ outcomes: spread(outcomes), clauses: spread(clauses) },
          departments: spread(departments),
        },
        ...{ grieved: peopled(grieved.count), ended: spread(ended) },
      },
      least,
    );
  };
  const alone: Rule = (one, least) => ({
    ...publishCases(one, least),
    grieved: new Set(one.grieved.people).size >= least ? one.grieved.count : null,
  });
  expect(findFew(things).faults).not.toEqual([]);
  expect(findFew(alone).faults).not.toEqual([]);
});
