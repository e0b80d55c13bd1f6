import { placeOf } from "./letter-kinds.ts";
import { attributeOf, type Node } from "./word-tree.ts";

/** A letter's words as plain text: paragraphs parted by an empty line, each address on a line of its own. */
export function letterText(tree: Node): string {
  return (tree.children ?? []).map(blockText).filter(Boolean).join("\n\n");
}

function blockText(node: Node): string {
  if (node.name === "List") return placeOf(nameOf(node));
  if (node.type === "list") {
    const items = (node.children ?? []).map((item) => (item.children ?? []).map(blockText));
    return items.map((lines) => `- ${lines.join("\n").replaceAll("\n", "\n  ")}`).join("\n");
  }
  const words = lineText(node).replace(/\s+/g, " ").trim();
  return [words, ...addressesIn(node)].join("\n");
}

/** Behind the words: nothing of a sentence is taken for a part of an address. */
function addressesIn(node: Node): string[] {
  const inside = (node.children ?? []).flatMap(addressesIn);
  return node.type === "link" && node.url ? [node.url, ...inside] : inside;
}

function lineText(node: Node): string {
  if (node.type === "break") return " ";
  if (node.value !== undefined) return node.value;
  if (node.name === "Value") return placeOf(nameOf(node));
  if (node.name === "Contact") {
    const [title, phone, email] = ["title", "phone", "email"].map((name) =>
      attributeOf(node, name),
    );
    const ways = [phone, email].filter(Boolean).join(", ");
    return ways ? `${title} (${ways})` : (title ?? "");
  }
  return (node.children ?? []).map(lineText).join("");
}

const nameOf = (node: Node) => attributeOf(node, "name") ?? "";
