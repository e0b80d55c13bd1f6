import { type Node, plainText } from "./word-tree.ts";

export type Heading = { id: string; title: string; level: 2 | 3 };

/**
 * Gives each heading of the second and third level an address made of its words, and lists them. An
 * address that is taken, by a clause or by a heading further up, gets a number.
 */
export function addressHeadings(tree: Node, taken: string[]): Heading[] {
  const used = new Set(taken);
  const headings: Heading[] = [];
  const visit = (node: Node) => {
    if (node.type === "heading" && (node.depth === 2 || node.depth === 3)) {
      const title = plainText(node, () => "");
      const id = freeAddress(title, used);
      used.add(id);
      node.data = { ...node.data, hProperties: { id } };
      headings.push({ id, title, level: node.depth });
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return headings;
}

function freeAddress(title: string, used: Set<string>): string {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const address = plain.match(/[\p{L}\p{N}]+/gu)?.join("-") ?? "heading";
  let free = address;
  for (let number = 2; used.has(free); number++) free = `${address}-${number}`;
  return free;
}
