import type { FrozenClause } from "./frozen-version.ts";
import type { KnownNames } from "./known-names.ts";
import { titleOf } from "./references.ts";
import { whyRefused } from "./refusals.ts";
import type { FileKind } from "./vocabulary.ts";
import { attributeOf, isElement, lineOf, type Node, plainText } from "./word-tree.ts";

/** What the words of a file hold, in their order. */
export type FoundWords = {
  clauses: { id: string; line: number; clause: FrozenClause }[];
  /** Ids of the definitions linked to, each once. */
  terms: string[];
  /** Scenarios placed, as often as they are, also where they may not be. */
  placed: { id: string; line: number }[];
};

/**
 * Goes through the whole tree, notes whatever is not plain words or a component rightly used, and
 * collects what the words hold. Nothing of a tree in which anything was noted may ever run.
 */
export function readWords(
  tree: Node,
  kind: FileKind,
  known: KnownNames,
  fault: (line: number, mend: string) => void,
): FoundWords {
  const found: FoundWords = { clauses: [], terms: [], placed: [] };
  const visit = (node: Node, around: Node[]) => {
    const mends = whyRefused(node, around, kind, known);
    if (node.name === "Scenario") found.placed.push({ id: idOf(node), line: lineOf(node) });
    const repeated = mends.length === 0 && isElement(node) ? collect(node, found, known) : null;
    for (const mend of repeated ? [repeated] : mends) fault(lineOf(node), mend);
    for (const child of node.children ?? []) visit(child, [...around, node]);
  };
  visit(tree, []);
  return found;
}

function collect(node: Node, found: FoundWords, known: KnownNames): string | null {
  const id = idOf(node);
  if (node.name === "Term" && !found.terms.includes(id)) found.terms.push(id);
  if (node.name !== "Clause" && node.name !== "Definition") return null;
  const first = found.clauses.find((clause) => clause.id === id);
  if (first) return `Give this clause another id: \`${id}\` stands on line ${first.line} too.`;
  const term = attributeOf(node, "term");
  const label = attributeOf(node, "label") ?? `section ${id.split(".")[0]}, “${term}”`;
  const text = plainText(node, titleOf(known));
  found.clauses.push({ id, line: lineOf(node), clause: { label, text, term } });
  return null;
}

function idOf(node: Node): string {
  return attributeOf(node, "id") ?? "";
}
