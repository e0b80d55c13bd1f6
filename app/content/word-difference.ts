import { diffArrays, diffWordsWithSpace } from "diff";
import type { Line, LineKind } from "./line.ts";

/** Words that stand in both texts, or in one only. */
export type Segment = { text: string; isChanged: boolean };

/** A line before and after, beside each other. Null where there is none. */
export type Row = {
  kind: LineKind;
  before: Segment[] | null;
  after: Segment[] | null;
  isSame: boolean;
  /** The words are the same: what differs is how they are written, which is what the row shows. */
  isMarkup: boolean;
};

/** From this share of common words on, two lines are one that was changed. */
const alike = 0.35;
/** Lines further apart than this are shown whole: a colourful mixture of both helps nobody. */
const mostEdits = 600;

/** Lines compared: the same ones beside each other, changed ones word by word. */
export function compareLines(before: Line[], after: Line[]): Row[] {
  const rows: Row[] = [];
  let taken: Line[] = [];
  const flush = (put: Line[]) => {
    rows.push(...compareRuns(taken, put));
    taken = [];
  };
  const areSame = (one: Line, other: Line) => one.exact === other.exact && one.kind === other.kind;
  for (const change of diffArrays(before, after, { comparator: areSame })) {
    if (change.removed) taken = change.value;
    else if (change.added) flush(change.value);
    else {
      flush([]);
      rows.push(...change.value.map((line) => sameRow(line)));
    }
  }
  flush([]);
  return rows;
}

/** Two texts word by word: what stands in both, and what in one only. */
export function compareWords(
  before: string,
  after: string,
): { before: Segment[]; after: Segment[] } {
  const found = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  const whole = [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const changes = found ?? whole;
  const sides: Record<"before" | "after", Segment[]> = { before: [], after: [] };
  for (const [index, { value, removed, added }] of changes.entries()) {
    // A space between two changed words is part of the change.
    const isBetween =
      !removed && !added && !/[\p{L}\p{N}]/u.test(value) && index > 0 && index < changes.length - 1;
    if (!added) append(sides.before, value, removed || isBetween);
    if (!removed) append(sides.after, value, added || isBetween);
  }
  return sides;
}

function append(side: Segment[], text: string, isChanged: boolean) {
  const last = side.at(-1);
  if (last?.isChanged === isChanged) last.text += text;
  else if (text !== "") side.push({ text, isChanged });
}

/** Lines taken out and lines put in at one place: those that are alike stand beside each other. */
function compareRuns(taken: Line[], put: Line[]): Row[] {
  const pairs = pairUp(taken, put);
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  for (const [one, other] of [...pairs, [taken.length, put.length] as const]) {
    while (i < one) rows.push(loneRow(taken[i++] as Line, "before"));
    while (j < other) rows.push(loneRow(put[j++] as Line, "after"));
    const [old, fresh] = [taken[i++], put[j++]];
    if (old && fresh) rows.push(changedRow(old, fresh));
  }
  return rows;
}

/** The pairs, in order, that have most in common. A single line for a single line is always a pair. */
function pairUp(taken: Line[], put: Line[]): [number, number][] {
  if (taken.length === 1 && put.length === 1) return [[0, 0]];
  const best: number[][] = Array.from({ length: taken.length + 1 }, () =>
    new Array(put.length + 1).fill(0),
  );
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const worth = taken.map((one) => put.map((other) => likeness(one, other)));
  const pairAt = (i: number, j: number) => {
    const share = worth[i]?.[j] ?? 0;
    return share >= alike ? share + at(i + 1, j + 1) : -1;
  };
  for (let i = taken.length - 1; i >= 0; i--) {
    for (let j = put.length - 1; j >= 0; j--) {
      (best[i] as number[])[j] = Math.max(at(i + 1, j), at(i, j + 1), pairAt(i, j));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < taken.length && j < put.length; ) {
    if (pairAt(i, j) === at(i, j)) pairs.push([i++, j++]);
    else if (at(i + 1, j) === at(i, j)) i++;
    else j++;
  }
  return pairs;
}

/** Which share of their words two lines have in common, from 0 to 1. */
function likeness(one: Line, other: Line): number {
  if (one.kind === "mark" || other.kind === "mark") return 0;
  const [words, others] = [wordsOf(one.text), wordsOf(other.text)];
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      common++;
      left.set(word, count - 1);
    }
  }
  return (2 * common) / Math.max(1, words.length + others.length);
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function sameRow({ kind, text }: Line): Row {
  const whole = [{ text, isChanged: false }];
  return { kind, before: whole, after: whole, isSame: true, isMarkup: false };
}

function loneRow({ kind, text }: Line, side: "before" | "after"): Row {
  const row = { kind, before: null, after: null, isSame: false, isMarkup: false };
  return { ...row, [side]: [{ text, isChanged: true }] };
}

function changedRow(old: Line, fresh: Line): Row {
  const row = { kind: fresh.kind, isSame: false };
  if (old.text === fresh.text) {
    const asWritten = ({ kind, exact }: Line) => (old.exact === fresh.exact ? kind : exact);
    return { ...row, isMarkup: true, ...compareWords(asWritten(old), asWritten(fresh)) };
  }
  if (likeness(old, fresh) >= alike) {
    return { ...row, isMarkup: false, ...compareWords(old.text, fresh.text) };
  }
  const [before, after] = [old, fresh].map(({ text }) => [{ text, isChanged: true }]);
  return { ...row, isMarkup: false, before: before ?? null, after: after ?? null };
}
