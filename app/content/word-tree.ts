/**
 * A node of the tree that MDX parses words into (mdast with its MDX extension), as far as the content
 * pipeline looks at it.
 */
export type Node = {
  type: string;
  children?: Node[];
  /** Text. */
  value?: string;
  /** Of a heading, 1 to 6. */
  depth?: number;
  /** Of a link. */
  url?: string;
  /** Of a component; null for a fragment. */
  name?: string | null;
  attributes?: Attribute[];
  position?: { start: { line: number }; end: { line: number } };
  data?: { hProperties?: Record<string, string> };
};

/** `value` is an object where it is an expression, and null where there is none. */
export type Attribute = { type: string; name?: string; value?: unknown };

/** A component, standing on lines of its own or within a paragraph. */
export function isElement(node: Node): boolean {
  return node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
}

/** What may stand within a paragraph. */
export function isPhrasing(node: Node): boolean {
  return ["text", "emphasis", "strong", "link", "break", "mdxJsxTextElement"].includes(node.type);
}

/** The attribute's text, or null where it has none. */
export function attributeOf(node: Node, name: string): string | null {
  const found = node.attributes?.find((attribute) => attribute.name === name);
  return typeof found?.value === "string" ? found.value : null;
}

export function lineOf(node: Node): number {
  return node.position?.start.line ?? 1;
}

/**
 * A node's own words, white space folded. `titleOf` gives the words of a component that has none between
 * its tags (a cited document is its title).
 */
export function plainText(node: Node, titleOf: (node: Node) => string): string {
  return roughText(node, titleOf).replace(/\s+/g, " ").trim();
}

/** The words of a whole file, plain: a paragraph or list item a line. Tags must be spelled out before. */
export function plainLines(node: Node): string {
  const { children = [] } = node;
  if (children.every(isPhrasing)) return plainText(node, (tag) => attributeOf(tag, "title") ?? "");
  return children.map(plainLines).filter(Boolean).join("\n");
}

function roughText(node: Node, titleOf: (node: Node) => string): string {
  if (node.type === "break") return " ";
  if (node.value !== undefined) return node.value;
  const inside = (node.children ?? []).map((child) => roughText(child, titleOf)).join("");
  const own = isElement(node) && inside === "" ? titleOf(node) : inside;
  return isPhrasing(node) ? own : ` ${own} `;
}
