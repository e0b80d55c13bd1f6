/** How many exchange reports are of one kind. */
export type Cell = {
  name: string;
  count: number;
  /** Whom they are about, each once; left out where each is about somebody else. */
  people?: string[];
  /** Kinds that were given up are not offered, and only there when something was counted. */
  isOffered: boolean;
};

/** All exchange reports of a quarter, counted by kind. */
export type CountedTable = {
  /** In an order that never changes, those of nothing included. */
  cells: Cell[];
  /** Those of no kind that may be shown by itself, as of small departments. */
  elsewhere: number;
  /** Whom those are about; left out as in a cell. */
  peopleElsewhere?: string[];
  /** Everybody knows that there could be such. */
  isElsewherePossible: boolean;
};

/** What is published of a table. */
export type PublishedTable = {
  shown: { name: string; count: number }[];
  /** All kept back, in one sum. */
  together: number;
};

/** Several numbers, and whom they are about together. */
export type Standing = { count: number; people?: string[] };

/**
 * Whether numbers are large enough together to be published: so many things, about so many different people. Somebody
 * about whom many things were reported does not fill a number alone.
 */
export function isEnough(parts: Standing[], smallest: number): boolean {
  const people = new Set(parts.flatMap((part) => part.people ?? []));
  const others = parts.reduce((sum, part) => sum + (part.people ? 0 : part.count), 0);
  return sumOf(parts) >= smallest && people.size + others >= smallest;
}

/** All of a table as parts: its cells, and those elsewhere. */
export const partsOf = ({ cells, ...table }: CountedTable): Standing[] => [
  ...cells,
  elsewhereOf(table),
];

const elsewhereOf = (table: Omit<CountedTable, "cells">): Standing => ({
  count: table.elsewhere,
  ...(table.peopleElsewhere && { people: table.peopleElsewhere }),
});

const sumOf = (parts: Standing[]) => parts.reduce((sum, { count }) => sum + count, 0);

/**
 * What may be published of one quarter's exchange reports counted by kind, so that nobody can be worked out.
 *
 * The promise. Whoever knows this rule, `smallest`, which kinds there are, the quarter's total and everything
 * published of the quarter, also of its other tables, and subtracts and compares as they like, learns of each
 * number shown that it is at least `smallest`; of all that is kept back together the same, or that nothing was
 * kept back; and of no number kept back that it lies between 1 and `smallest` - 1, nor which number it is. It
 * does not hold against who knows of exchanges from elsewhere, as who advised in them, and takes them off; nor
 * once `smallest` was lowered.
 *
 * The rule. The largest numbers are shown, as many as may be. Whether that many may be depends only on what is
 * then published (`isSafe`), so the choice says of the numbers kept back no more than that the next larger one
 * was too small itself or left too little beside it. That is also so for "one number holds all that is kept back
 * and the others nothing" or "each is small and one is nothing": such tables look the same, and give each number
 * kept back two values, one of which is nothing or at least `smallest`.
 *
 * Zero is a small number like any other: were a zero shown, or the end of a search for enough to hide, then what
 * is kept back beside others would be known not to be zero. So "all of one kind" is never published either, and
 * with it nothing about somebody of whom only is known that they had an exchange.
 *
 * Where a cell says whom it is about, it is shown only when these are at least `smallest` people, and so are those of
 * all that is kept back together: whatever is subtracted from what, the difference holds one or the other. That only
 * hides more. What is published is always something that tables in which everybody stands once could have led to, and
 * of those the promise says what follows. It does not say how the things of a cell are spread over its people.
 *
 * Two tables of a quarter have only their total in common, and for all numbers of the one with all of the other
 * there are exchanges that add up to both. So tables that are safe alone are safe together.
 */
export function publishTable(table: CountedTable, smallest: number): PublishedTable {
  const total = sumOf(partsOf(table));
  // Sorting is stable: of equal numbers the first in order goes first.
  const falling = table.cells.toSorted((one, other) => other.count - one.count);
  for (let many = falling.length; many > 0; many -= 1) {
    const shown = falling.slice(0, many);
    const rest = falling.slice(many);
    const together = total - sumOf(shown);
    const least = shown.at(-1)?.count ?? 0;
    const hidden = rest.filter(({ isOffered }) => isOffered).length;
    const isWhole = rest.length === 0 && together === 0 && !table.isElsewherePossible;
    const among = { hidden, together, least, isElsewherePossible: table.isElsewherePossible };
    const isAboutEnough =
      shown.every((cell) => isEnough([cell], smallest)) &&
      (isWhole || isEnough([...rest, elsewhereOf(table)], smallest));
    if (isAboutEnough && (isWhole || isSafe(among, smallest))) {
      return { shown: shown.map(({ name, count }) => ({ name, count })), together };
    }
  }
  return { shown: [], together: total };
}

/** May this be published? All of it is known to whoever reads what is published. */
function isSafe(
  {
    hidden,
    together,
    least,
    isElsewherePossible,
  }: {
    /** How many kinds are kept back, of those that may be shown by themselves. */
    hidden: number;
    together: number;
    /** The smallest number shown: what is kept back is no larger. */
    least: number;
    isElsewherePossible: boolean;
  },
  smallest: number,
): boolean {
  if (together < smallest) return false;
  // Elsewhere could be any number, also all of it: then every kind kept back could be nothing.
  if (isElsewherePossible) return hidden >= 1;
  if (hidden < 2) return false;
  const small = smallest - 1;
  // One could be large, though smaller than the smallest shown, and another small; the rest nothing.
  const couldBeLarge = least > smallest && together <= least - 1 + small;
  // All could be small, and one of them nothing.
  const couldBeNothing = together <= (hidden - 1) * small;
  return couldBeLarge || couldBeNothing;
}

/** A number that is no part of another: itself when it is large enough, else null. */
export function publishNumber(count: number, smallest: number): number | null {
  return count >= smallest ? count : null;
}

/**
 * How many were escalated in a quarter, beside how many exchange reports were logged in it; null when kept back.
 * Mostly the ones are of the others, so what is left of the logged is at least `smallest` as well. And as it is
 * never more than was shown to be logged, no quarter that is kept back is known to have had any.
 */
export function publishEscalated(
  escalated: number,
  logged: number,
  smallest: number,
): number | null {
  return escalated >= smallest && logged - escalated >= smallest ? escalated : null;
}
