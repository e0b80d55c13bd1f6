import type { KnownNames } from "./known-names.ts";
import { isLink, whyTagRefused } from "./tags.ts";
import type { FileKind } from "./vocabulary.ts";
import { isElement, type Node } from "./word-tree.ts";

/** What to change about a node: empty for plain words and for components rightly used. */
export function whyRefused(
  node: Node,
  around: Node[],
  kind: FileKind,
  known: KnownNames,
): string[] {
  if (isElement(node)) return whyTagRefused(node, around, kind, known);
  if (node.type === "link") return whyLinkRefused(node.url ?? "", around, kind, known);
  if (node.type === "heading" && node.depth === 1) {
    return ["Begin this heading with ##: the only one above is the title in the front matter."];
  }
  if (plain.includes(node.type)) return [];
  return [refusals[node.type] ?? otherwise];
}

const plain = [
  ...["root", "heading", "paragraph", "list", "listItem"],
  ...["emphasis", "strong", "text", "break"],
];

const braces =
  "Remove what stands in braces: content is words, not code. A brace to be read is written \\{.";
const image = "Remove this image: content is words.";
const refusals: Record<string, string> = {
  mdxjsEsm: "Remove this `import` or `export`: content is words, not code.",
  mdxFlowExpression: braces,
  mdxTextExpression: braces,
  image,
  imageReference: image,
  linkReference: "Write the address right behind the words: [words](https://…).",
  definition: "Write the address where it is used: [words](https://…).",
  blockquote: "Take away the >; in a lesson, quote the policy with <Quote>.",
};
const otherwise =
  "Say this with headings, paragraphs, lists, emphasis and links: nothing else is used here.";

function whyLinkRefused(url: string, around: Node[], kind: FileKind, known: KnownNames): string[] {
  if (around.some(isLink)) return ["Take this link out of the link around it."];
  if (kind === "letter" && !/^\/(?![/\\])/.test(url)) {
    return ["Link to a page of the portal, with an address that begins with /."];
  }
  if (!/^(https:\/\/|mailto:|tel:|#|\/(?![/\\]))/i.test(url)) {
    return ["Begin the address of this link with https:, mailto:, tel:, / or #."];
  }
  const clause = /^\/policy#(.*)$/.exec(url)?.[1];
  if (clause === undefined || !known.clauses || Object.hasOwn(known.clauses, clause)) return [];
  return [`Link to a clause of the policy: there is no clause \`${clause}\`.`];
}
