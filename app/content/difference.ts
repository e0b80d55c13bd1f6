import { diffArrays } from "diff";
import type { FrozenContent } from "./frozen-version.ts";
import type { Line } from "./line.ts";
import type { Part } from "./passage-names.ts";
import { type Passage, readPassages } from "./passages.ts";
import { compareLines, type Row } from "./word-difference.ts";

/** Where something stands: in both versions, or in one only. */
export type Side = "both" | "before" | "after";

export type PassageDifference = Pick<Passage, "key" | "label" | "touches"> & {
  in: Side;
  rows: Row[];
};

export type PartDifference = Part & { in: Side; passages: PassageDifference[] };

/** What differs between two versions, part by part in the order of the later one; empty when nothing does. */
export type Difference = PartDifference[];

/**
 * Compares everything two versions hold. Nothing that differs is left out: a passage that reads the same
 * and is written otherwise shows how it is written.
 */
export function compareContent(before: FrozenContent, after: FrozenContent): Difference {
  const old = byKey(readPassages(before));
  const fresh = byKey(readPassages(after));
  const differing = inOneOrder([...old.keys()], [...fresh.keys()]).flatMap((key) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    const passage = is ?? was;
    if (!passage || (was && is && areSame(was.lines, is.lines))) return [];
    const rows = compareLines(was?.lines ?? [], is?.lines ?? []);
    return [{ passage, in: sideOf(was, is), rows }];
  });
  const fields = new Set(
    differing.filter(({ passage }) => !passage.isLastResort).map(({ passage }) => passage.field),
  );
  const inOneOnly = new Set(
    differing.flatMap(({ passage, in: side }) => (side === "both" ? [] : passage.key)),
  );
  const shown = differing.filter(({ passage: { isLastResort, field, saidBy }, in: side }) => {
    if (isLastResort) return !fields.has(field);
    return side === "both" || saidBy === null || !inOneOnly.has(saidBy);
  });
  const partsOf = (passages: Map<string, Passage>) =>
    new Map([...passages.values()].map(({ part }) => [part.key, part]));
  const [oldParts, freshParts] = [partsOf(old), partsOf(fresh)];
  return inOneOrder([...oldParts.keys()], [...freshParts.keys()]).flatMap((key) => {
    const [was, is] = [oldParts.get(key), freshParts.get(key)];
    const part = is ?? was;
    const passages = shown
      .filter(({ passage }) => passage.part.key === key)
      .map(({ passage: { key, label, touches }, ...found }) => ({ key, label, touches, ...found }));
    return part && passages.length > 0 ? [{ ...part, in: sideOf(was, is), passages }] : [];
  });
}

const areSame = (before: Line[], after: Line[]) =>
  before.length === after.length &&
  before.every(({ exact, kind }, at) => exact === after[at]?.exact && kind === after[at]?.kind);

function sideOf(was: unknown, is: unknown): Side {
  if (was && is) return "both";
  return is ? "after" : "before";
}

function byKey(passages: Passage[]): Map<string, Passage> {
  return new Map(passages.map((passage) => [passage.key, passage]));
}

/** Both lists as one: in the order of the second, and what is only in the first where it stood. */
function inOneOrder(before: string[], after: string[]): string[] {
  const listed = new Set(after);
  const merged = diffArrays(before, after).flatMap(({ value, removed }) =>
    removed ? value.filter((key) => !listed.has(key)) : value,
  );
  return merged;
}
