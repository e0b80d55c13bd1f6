import type { FrozenClause } from "./frozen-version.ts";
import type { KnownNames } from "./known-names.ts";
import { whyUnknown, titleOf } from "./references.ts";
import { componentNamed, componentsIn, type FileKind } from "./vocabulary.ts";
import { attributeOf, isElement, lineOf, type Node, plainText } from "./word-tree.ts";

/** What the words of a file turned out to hold, in their order. */
export type FoundWords = {
  clauses: { id: string; line: number; clause: FrozenClause }[];
  /** Ids of the definitions linked to, each once. */
  terms: string[];
  /** Scenarios placed, as often as they are. */
  placed: { id: string; line: number }[];
};

/**
 * Goes through the whole tree, notes whatever is not plain words or an allowed component rightly used,
 * and collects what the words hold. A tree in which anything was noted must not be compiled.
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
    for (const mend of mends) fault(lineOf(node), mend);
    if (mends.length === 0 && isElement(node)) collect(node, found, known, fault);
    for (const child of node.children ?? []) visit(child, [...around, node]);
  };
  visit(tree, []);
  return found;
}

function whyRefused(node: Node, around: Node[], kind: FileKind, known: KnownNames): string[] {
  if (isElement(node)) return whyElementRefused(node, around, kind, known);
  const refusal = refusals[node.type];
  if (refusal) return [refusal];
  if (node.type === "heading" && node.depth === 1) {
    return ["Begin this heading with ##: the only heading above is the title in the front matter."];
  }
  if (node.type === "link") return whyLinkRefused(node, around, known);
  if (plain.includes(node.type)) return [];
  return ["Say this with headings, paragraphs, lists, emphasis and links: nothing else is used here."];
}

const plain = ["root", "heading", "paragraph", "list", "listItem", "emphasis", "strong", "text", "break"];

const code = "content is words, not code";
const refusals: Record<string, string> = {
  mdxjsEsm: `Remove this \`import\` or \`export\`: ${code}.`,
  mdxFlowExpression: `Remove what stands in braces: ${code}. A brace to be read is written \\{.`,
  mdxTextExpression: `Remove what stands in braces: ${code}. A brace to be read is written \\{.`,
  image: "Remove this image: content is words.",
  imageReference: "Remove this image: content is words.",
  linkReference: "Write the address right behind the words: [words](https://…).",
  definition: "Write the address where it is used: [words](https://…).",
  blockquote: "Take away the >, or quote the policy with <Quote> in a lesson.",
};

function whyElementRefused(node: Node, around: Node[], kind: FileKind, known: KnownNames): string[] {
  const tag = `<${node.name ?? ""}>`;
  const component = componentNamed(node.name);
  if (!component?.in.includes(kind)) {
    const allowed = `the only tags ${places[kind]} may use are ${componentsIn(kind)}`;
    const expressions = whyAttributesRefused(node, []).filter((mend) => mend.includes(code));
    return [`Remove ${tag}: ${allowed}.`, ...expressions];
  }
  const mends = whyAttributesRefused(node, component.attributes);
  const words = plainText(node, () => "");
  if (component.holdsWords && words === "") {
    mends.push(`Write the words between ${tag} and </${node.name}>.`);
  }
  if (!component.holdsWords && node.children?.length) {
    mends.push(`Write ${tag} without anything inside: <${node.name} … />.`);
  }
  if (component.isBlock && node.type !== "mdxJsxFlowElement") {
    mends.push(`Put ${tag} on lines of its own, an empty line before and after.`);
  }
  if (node.name === "Scenario" && around.length > 1) {
    mends.push("Place this scenario by itself, not inside a list or a tag.");
  }
  if (component.isLink && around.some(isLink)) mends.push(`Take ${tag} out of the link around it.`);
  const unknown = mends.length === 0 ? whyUnknown(node, known) : null;
  return unknown ? [unknown] : mends;
}

const places: Record<FileKind, string> = {
  policy: "the policy",
  lesson: "a lesson",
  statement: "the statement",
  privacy: "a privacy notice",
};

function whyAttributesRefused(node: Node, wanted: string[]): string[] {
  const mends: string[] = [];
  const given = node.attributes ?? [];
  for (const [index, { type, name, value }] of given.entries()) {
    if (type !== "mdxJsxAttribute" || (value !== null && typeof value === "object")) {
      mends.push(`Remove what stands in braces in <${node.name}>: ${code}.`);
    } else if (!wanted.includes(name ?? "")) {
      mends.push(`Remove ${name} from <${node.name}>.`);
    } else if (given.findIndex((other) => other.name === name) !== index) {
      mends.push(`Write ${name} only once in <${node.name}>.`);
    }
  }
  for (const name of wanted) {
    const isBraced = given.some((other) => other.name === name && typeof other.value === "object" && other.value);
    if (!isBraced && !attributeOf(node, name)?.trim()) mends.push(`Add ${name}="…" to <${node.name}>.`);
  }
  return mends;
}

function whyLinkRefused(node: Node, around: Node[], known: KnownNames): string[] {
  const url = node.url ?? "";
  if (around.some(isLink)) return ["Take this link out of the link around it."];
  if (!/^(https:\/\/|mailto:|tel:|#|\/(?![/\\]))/i.test(url)) {
    return ["Begin the address of this link with https:, mailto:, tel:, / or #."];
  }
  const clause = /^\/policy#(.*)$/.exec(url)?.[1];
  if (clause === undefined || !known.clauses || Object.hasOwn(known.clauses, clause)) return [];
  return [`Link to a clause of the policy: there is no clause \`${clause}\`.`];
}

function isLink(node: Node): boolean {
  return node.type === "link" || (isElement(node) && Boolean(componentNamed(node.name)?.isLink));
}

function collect(
  node: Node,
  found: FoundWords,
  known: KnownNames,
  fault: (line: number, mend: string) => void,
): void {
  const id = attributeOf(node, "id") ?? "";
  const line = lineOf(node);
  if (node.name === "Scenario") found.placed.push({ id, line });
  if (node.name === "Term" && !found.terms.includes(id)) found.terms.push(id);
  if (node.name !== "Clause" && node.name !== "Definition") return;
  const first = found.clauses.find((clause) => clause.id === id);
  if (first) {
    fault(line, `Give this clause another id: \`${id}\` stands on line ${first.line} too.`);
    return;
  }
  const term = attributeOf(node, "term");
  const label = attributeOf(node, "label") ?? `section ${id.split(".")[0]}, “${term}”`;
  const text = plainText(node, titleOf(known));
  found.clauses.push({ id, line, clause: { label, text, term } });
}
