import { isElement, isPhrasing, lineOf, type Node } from "./word-tree.ts";

/**
 * Makes the tree one that renders to valid HTML. MDX takes a tag alone in its paragraph out of that
 * paragraph; here a tag that holds a part of a sentence goes back into one, and a clause that holds
 * whole paragraphs is marked `block`. Sentences on lines without an empty line between are one paragraph.
 */
export function setParagraphs(node: Node): void {
  for (const child of node.children ?? []) setParagraphs(child);
  if (!holdsBlocks(node)) return;
  for (const child of node.children ?? []) {
    if (isElement(child) && isPartOfSentence(child)) child.type = "mdxJsxTextElement";
  }
  node.children = wrapRuns(node.children ?? []);
  if (node.name === "Clause" || node.name === "Definition") {
    node.attributes?.push({ type: "mdxJsxAttribute", name: "block", value: null });
  }
}

function holdsBlocks(node: Node): boolean {
  if (node.type === "mdxJsxFlowElement") return node.name === "Quote" || !isPartOfSentence(node);
  return node.type === "root" || node.type === "listItem";
}

function isPartOfSentence(node: Node): boolean {
  if (["Scenario", "Quote", "List"].includes(node.name ?? "")) return false;
  return (node.children ?? []).every(isPhrasing);
}

function wrapRuns(nodes: Node[]): Node[] {
  const wrapped: Node[] = [];
  let last: Node | null = null;
  for (const node of nodes) {
    const run = wrapped.at(-1);
    if (!isPhrasing(node)) {
      wrapped.push(node);
    } else if (run && last && isPhrasing(last) && lineOf(node) - endOf(last) <= 1) {
      const space = isElement(last) && isElement(node) ? [{ type: "text", value: " " }] : [];
      run.children?.push(...space, node);
    } else {
      wrapped.push({ type: "paragraph", children: [node] });
    }
    last = node;
  }
  return wrapped;
}

function endOf(node: Node): number {
  return node.position?.end.line ?? 1;
}
