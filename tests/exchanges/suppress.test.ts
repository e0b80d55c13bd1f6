import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CountedTable,
  type PublishedTable,
  publishEscalated,
  publishNumber,
  publishTable,
} from "#app/exchanges/suppress.ts";

type Rule = (table: CountedTable, smallest: number) => PublishedTable;

const nameOf = (n: number) => `kind ${n}`;

/** Counts by kind, and beside them those elsewhere; null where there can be none. */
function tableOf(counts: number[], elsewhere: number | null = null): CountedTable {
  return {
    cells: counts.map((count, n) => ({ name: nameOf(n), count, isOffered: true })),
    elsewhere: elsewhere ?? 0,
    isElsewherePossible: elsewhere !== null,
  };
}

/** All ways to write a number from 0 to `most` as a sum of so many numbers. */
function* sumsUpTo(most: number, parts: number): Generator<number[]> {
  if (parts === 0) yield [];
  else {
    for (let first = 0; first <= most; first += 1) {
      for (const rest of sumsUpTo(most - first, parts - 1)) yield [first, ...rest];
    }
  }
}

/** What a reader who knows the rule sees of a quarter that has a total. */
function seenOf({ shown, together }: PublishedTable): string {
  const total = shown.reduce((sum, { count }) => sum + count, together);
  return JSON.stringify([total, shown.toSorted((one, other) => (one.name < other.name ? -1 : 1))]);
}

/** Why a number that can only be one of these is worked out; null when it is not. */
function whyWorkedOut(values: Set<number>, smallest: number): string | null {
  const [only] = values;
  if (values.size === 1) return `is ${only}`;
  const isSmall = [...values].every((value) => value > 0 && value < smallest);
  return isSmall ? `is one of ${[...values].join(", ")}` : null;
}

/**
 * Publishes every table with such a total, and looks at those that look the same: what could each number kept
 * back be? `parts` counts the kinds, and elsewhere where there is one.
 */
function findWorkedOut(
  rule: Rule,
  { kinds, most, smallest, isElsewherePossible }: Size,
): { faults: string[]; pages: number } {
  const alike = new Map<string, Set<number>[]>();
  const faults: string[] = [];
  for (const counts of sumsUpTo(most, kinds + (isElsewherePossible ? 1 : 0))) {
    if (counts.reduce((sum, count) => sum + count, 0) < smallest) continue;
    const elsewhere = isElsewherePossible ? (counts.at(-1) ?? 0) : null;
    const published = rule(tableOf(counts.slice(0, kinds), elsewhere), smallest);
    const { shown, together } = published;
    const seen = seenOf(published);
    const isSmall = (count: number) => count > 0 && count < smallest;
    if (isSmall(together) || shown.some(({ count }) => count < smallest)) {
      faults.push(`${counts} shows a small number: ${seen}`);
    }
    const values = alike.get(seen) ?? counts.map(() => new Set<number>());
    for (const [n, count] of counts.entries()) values[n]?.add(count);
    alike.set(seen, values);
  }
  for (const [seen, values] of alike) {
    for (const [n, possible] of values.entries()) {
      if (seen.includes(`"${nameOf(n)}"`)) continue;
      const why = whyWorkedOut(possible, smallest);
      if (why) faults.push(`${seen}: number ${n} ${why}`);
    }
  }
  return { faults, pages: alike.size };
}

type Size = { kinds: number; most: number; smallest: number; isElsewherePossible: boolean };

const sizes: Size[] = [3, 4, 5].flatMap((smallest) =>
  [
    { kinds: 2, most: 30 },
    { kinds: 3, most: 24 },
    { kinds: 4, most: 18 },
    { kinds: 5, most: 14 },
  ].flatMap((size) =>
    [false, true].map((isElsewherePossible) => ({
      ...size,
      most: size.most - (isElsewherePossible ? 2 : 0),
      smallest,
      isElsewherePossible,
    })),
  ),
);

describe("of all tables that look the same", () => {
  test.each(sizes)(
    "no number kept back is worked out, nor known to be small: $kinds kinds up to $most, from $smallest on, elsewhere $isElsewherePossible",
    (size) => {
      const { faults, pages } = findWorkedOut(publishTable, size);
      expect(faults.slice(0, 5)).toEqual([]);
      expect(pages).toBeGreaterThan(size.most - size.smallest);
    },
  );
});

describe("the test finds out rules that only seem to do", () => {
  const small = { kinds: 3, most: 16, smallest: 4, isElsewherePossible: false };
  const keepBack =
    (isHidden: (sorted: CountedTable["cells"], n: number, smallest: number) => boolean): Rule =>
    ({ cells, elsewhere }, smallest) => {
      const rising = cells.toSorted((one, other) => one.count - other.count);
      const shown = rising.filter((_, n) => !isHidden(rising, n, smallest));
      const all = cells.reduce((sum, { count }) => sum + count, elsewhere);
      return { shown, together: shown.reduce((rest, { count }) => rest - count, all) };
    };
  const naive: Record<string, Rule> = {
    "small numbers are left out": keepBack(
      (sorted, n, smallest) => (sorted[n]?.count ?? 0) < smallest,
    ),
    "small numbers are left out, zero stands": keepBack((sorted, n, smallest) => {
      const { count = 0 } = sorted[n] ?? {};
      return count > 0 && count < smallest;
    }),
    "where one is left out, the next is as well": keepBack((sorted, n, smallest) => {
      const few = sorted.filter(({ count }) => count < smallest).length;
      return n < (few === 1 ? 2 : few);
    }),
    "where one that is not zero is left out, the next is as well": keepBack(
      (sorted, n, smallest) => {
        const few = sorted.filter(({ count }) => count < smallest).length;
        const isAlone = sorted.filter(({ count }) => count > 0 && count < smallest).length === 1;
        return n < (isAlone ? few + 1 : few);
      },
    ),
  };
  test.each(Object.entries(naive))("%s", (_, rule) => {
    expect(findWorkedOut(rule, small).faults).not.toEqual([]);
  });
});

describe("where somebody can stand in a table more than once", () => {
  type Crowd = { kinds: number; people: number; most: number; isElsewherePossible: boolean };

  /** A table from how many things each kind has of each person; the last kind is elsewhere where there is one. */
  function peopledTable(things: number[], { kinds, people, isElsewherePossible }: Crowd) {
    const rows = Array.from({ length: kinds }, (_, kind) => {
      const row = things.slice(kind * people, (kind + 1) * people);
      return {
        count: row.reduce((sum, count) => sum + count, 0),
        people: row.flatMap((count, n) => (count > 0 ? [`person ${n}`] : [])),
      };
    });
    const elsewhere = isElsewherePossible ? rows.pop() : undefined;
    const table: CountedTable = {
      cells: rows.map((row, n) => ({ name: nameOf(n), ...row, isOffered: true })),
      ...{ elsewhere: elsewhere?.count ?? 0, peopleElsewhere: elsewhere?.people ?? [] },
      isElsewherePossible,
    };
    return { table, rows: elsewhere ? [...rows, elsewhere] : rows };
  }

  const distinct = (rows: { people: string[] }[]) =>
    new Set(rows.flatMap(({ people }) => people)).size;

  /**
   * Publishes every such table whose total may be shown. Subtracts any of the numbers shown from the total, and looks
   * how many people the difference is about; then at all that look the same: what could each number kept back be, and
   * how many people?
   */
  function findFew(rule: Rule, smallest: number, crowd: Crowd) {
    const faults: string[] = [];
    let pages = 0;
    const alike = new Map<string, { counts: Set<number>[]; people: Set<number>[] }>();
    for (const things of sumsUpTo(crowd.most, crowd.kinds * crowd.people)) {
      const { table, rows } = peopledTable(things, crowd);
      const total = rows.reduce((sum, { count }) => sum + count, 0);
      if (total < smallest || distinct(rows) < smallest) continue;
      const published = rule(table, smallest);
      const seen = seenOf(published);
      const shown = rows.filter((_, n) => published.shown.some(({ name }) => name === nameOf(n)));
      if (shown.length > 0) pages += 1;
      for (let chosen = 0; chosen < 2 ** shown.length; chosen += 1) {
        const taken = shown.filter((_, n) => chosen & (2 ** n));
        for (const part of [taken, rows.filter((row) => !taken.includes(row))]) {
          const isNothing = part.every(({ count }) => count === 0);
          if (!isNothing && distinct(part) < smallest) faults.push(`${things}: ${seen}`);
        }
      }
      const values = alike.get(seen) ?? {
        ...{ counts: rows.map(() => new Set<number>()), people: rows.map(() => new Set<number>()) },
      };
      for (const [n, row] of rows.entries()) {
        values.counts[n]?.add(row.count);
        values.people[n]?.add(distinct([row]));
      }
      alike.set(seen, values);
    }
    for (const [seen, { counts, people }] of alike) {
      for (const n of counts.keys()) {
        if (seen.includes(`"${nameOf(n)}"`)) continue;
        for (const values of [counts[n], people[n]]) {
          const why = values && whyWorkedOut(values, smallest);
          if (why) faults.push(`${seen}: number ${n} ${why}`);
        }
      }
    }
    return { faults, pages };
  }

  const crowds: Crowd[] = [
    { kinds: 2, people: 4, most: 9, isElsewherePossible: false },
    { kinds: 3, people: 3, most: 8, isElsewherePossible: false },
    { kinds: 3, people: 3, most: 8, isElsewherePossible: true },
    { kinds: 4, people: 2, most: 8, isElsewherePossible: false },
  ];

  test.each(crowds)(
    "whatever is subtracted is about enough people, and nothing kept back is known to be about few: $kinds kinds of $people people, elsewhere $isElsewherePossible",
    (crowd) => {
      const smallest = Math.min(crowd.people, 3);
      const { faults, pages } = findFew(publishTable, smallest, crowd);
      expect(faults.slice(0, 3)).toEqual([]);
      // Something is shown of many.
      expect(pages).toBeGreaterThan(50);
    },
  );

  const withoutPeople = (table: CountedTable): CountedTable => ({
    ...{ elsewhere: table.elsewhere, isElsewherePossible: table.isElsewherePossible },
    cells: table.cells.map(({ name, count, isOffered }) => ({ name, count, isOffered })),
  });
  const naive: Record<string, Rule> = {
    "things are counted, and not people": (table, smallest) =>
      publishTable(withoutPeople(table), smallest),
    "cells about few people are left out": (table, smallest) => {
      const { shown, together } = publishTable(withoutPeople(table), smallest);
      const isFew = (name: string) =>
        new Set(table.cells.find((cell) => cell.name === name)?.people).size < smallest;
      const few = shown.filter(({ name }) => isFew(name));
      return {
        shown: shown.filter((one) => !few.includes(one)),
        together: few.reduce((sum, { count }) => sum + count, together),
      };
    },
  };
  test.each(Object.entries(naive))("the test finds out a rule: %s", (_, rule) => {
    expect(
      crowds.some((crowd) => findFew(rule, Math.min(crowd.people, 3), crowd).faults.length > 0),
    ).toBe(true);
  });
});

/** A number kept back could be something else: another table with it that looks the same. */
function* otherTables(counts: number[], shown: Set<number>, smallest: number) {
  const hidden = [...counts.keys()].filter((n) => !shown.has(n));
  const together = hidden.reduce((sum, n) => sum + (counts[n] ?? 0), 0);
  const least = Math.min(...[...shown].map((n) => counts[n] ?? 0), together + 1);
  const spread = (inTurn: number[], each: (left: number, n: number) => number) => {
    const other = [...counts];
    let left = together;
    for (const [n, at] of inTurn.entries()) {
      const part = Math.min(left, each(left, n));
      other[at] = part;
      left -= part;
    }
    return left === 0 ? [other] : [];
  };
  for (const n of hidden.keys()) {
    const turned = [...hidden.slice(n), ...hidden.slice(0, n)];
    yield* spread(turned, (_, place) => (place === 0 ? least - 1 : smallest - 1));
    yield* spread(turned, () => smallest - 1);
  }
}

test("in tables of any size every number kept back could be nothing or not small, and another", () => {
  const number = fc.oneof(fc.nat(4), fc.nat(12), fc.nat(60));
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 2, maxLength: 15 }),
      fc.integer({ min: 3, max: 9 }),
      (counts, smallest) => {
        const published = publishTable(tableOf(counts), smallest);
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total >= smallest);
        const { together } = published;
        const shown = new Set(published.shown.map(({ name }) => Number(name.slice(5))));
        for (const n of shown) expect(counts[n]).toBeGreaterThanOrEqual(smallest);
        if (shown.size === counts.length) return;
        expect(together).toBeGreaterThanOrEqual(smallest);
        const alike = [...otherTables(counts, shown, smallest)].filter(
          (other) => seenOf(publishTable(tableOf(other), smallest)) === seenOf(published),
        );
        for (const n of counts.keys()) {
          if (shown.has(n)) continue;
          const values = new Set([counts, ...alike].map((one) => one[n] ?? 0));
          expect(whyWorkedOut(values, smallest), `${counts} number ${n}`).toBeNull();
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("two tables of one quarter are safe together, crossed numbers too", () => {
  const smallest = 3;
  const alike = new Map<string, Set<number>[]>();
  const most = 9;
  // The rows are one table, the columns the other.
  for (const crossed of sumsUpTo(most, 9)) {
    const total = crossed.reduce((sum, count) => sum + count, 0);
    if (total !== most) continue;
    const at = (row: number, column: number) => crossed[3 * row + column] ?? 0;
    const three = [0, 1, 2];
    const add = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
    const rows = three.map((row) => add(three.map((column) => at(row, column))));
    const columns = three.map((column) => add(three.map((row) => at(row, column))));
    const published = [rows, columns].map((counts) => publishTable(tableOf(counts), smallest));
    const seen = published.map(seenOf).join(" | ");
    const values = alike.get(seen) ?? [];
    for (const [n, value] of [...rows, ...columns, ...crossed].entries()) {
      const possible = values[n] ?? new Set();
      values[n] = possible.add(value);
    }
    alike.set(seen, values);
  }
  expect(alike.size).toBeGreaterThan(1);
  for (const [seen, values] of alike) {
    const [rows = "", columns = ""] = seen.split(" | ");
    for (const [n, possible] of values.entries()) {
      const isShown = n < 3 ? rows.includes(nameOf(n)) : n < 6 && columns.includes(nameOf(n - 3));
      if (!isShown) expect(whyWorkedOut(possible, smallest), `${seen} number ${n}`).toBeNull();
    }
  }
});

test("how many were escalated says nothing of a quarter that is kept back, nor of the few others", () => {
  const smallest = 4;
  const alike = new Map<
    string,
    { logged: Set<number>; escalated: Set<number>; rest: Set<number> }
  >();
  // Of the first quarter of all, and the second: nobody escalates what was not logged by then.
  for (const [first = 0, second = 0] of sumsUpTo(26, 2)) {
    if (first > 13 || second > 13) continue;
    for (const [then = 0, now = 0] of sumsUpTo(first + second, 2)) {
      if (then > first) continue;
      const seen = JSON.stringify([
        ...[publishNumber(first, smallest), publishNumber(second, smallest)],
        ...[publishEscalated(then, first, smallest), publishEscalated(now, second, smallest)],
      ]);
      const of = alike.get(seen) ?? {
        ...{ logged: new Set<number>(), escalated: new Set<number>(), rest: new Set<number>() },
      };
      of.logged.add(first);
      of.escalated.add(then);
      of.rest.add(first - then);
      alike.set(seen, of);
    }
  }
  for (const [seen, { logged, escalated, rest }] of alike) {
    const [isLoggedShown, , isEscalatedShown] = JSON.parse(seen);
    if (isLoggedShown === null) expect(whyWorkedOut(logged, smallest), seen).toBeNull();
    if (isEscalatedShown === null) expect(whyWorkedOut(escalated, smallest), seen).toBeNull();
    else expect(Math.min(...rest), seen).toBeGreaterThanOrEqual(smallest);
  }
});

describe("what a reader gets", () => {
  const shownOf = (counts: number[], elsewhere: number | null = null) => {
    const { shown, together } = publishTable(tableOf(counts, elsewhere), 5);
    return { shown: shown.map(({ count }) => count), together };
  };
  test("large numbers, and all small ones together when these are enough", () => {
    expect(shownOf([12, 7, 3, 2, 0])).toEqual({ shown: [12, 7], together: 5 });
  });
  test("one large number less where the small ones are too few together", () => {
    expect(shownOf([12, 7, 3, 0, 0])).toEqual({ shown: [12], together: 10 });
  });
  test("nothing where the next one would tell, and not that all is of one kind", () => {
    expect(shownOf([12, 2, 1])).toEqual({ shown: [], together: 15 });
    expect(shownOf([12, 0, 0])).toEqual({ shown: [], together: 12 });
  });
  test("all of them where none is small", () => {
    expect(shownOf([12, 7, 5])).toEqual({ shown: [12, 7, 5], together: 0 });
  });
  test("never a number elsewhere by itself, however large", () => {
    expect(shownOf([12, 7], 9)).toEqual({ shown: [12], together: 16 });
    expect(shownOf([12], 9)).toEqual({ shown: [], together: 21 });
  });
  test("a kind that was given up as it was shown before, and no cover by one when it is gone", () => {
    const old = { name: "old", count: 6, isOffered: false };
    const { cells, ...rest } = tableOf([12, 3, 2]);
    expect(publishTable({ ...rest, cells: [...cells, old] }, 5)).toEqual({
      shown: [
        { name: nameOf(0), count: 12 },
        { name: "old", count: 6 },
      ],
      together: 5,
    });
    const few = { ...old, count: 3 };
    const table = { ...rest, cells: [...cells.slice(0, 2), few] };
    expect(publishTable(table, 5)).toEqual({ shown: [], together: 18 });
  });
});
