import type { KnownNames } from "./known-names.ts";
import { whyUnknown } from "./references.ts";
import { componentNamed, componentsIn, type FileKind } from "./vocabulary.ts";
import { type Attribute, attributeOf, isElement, type Node, plainText } from "./word-tree.ts";

/** What to change about a tag: each thing that is wrong with its name, attributes, place and words. */
export function whyTagRefused(
  node: Node,
  around: Node[],
  kind: FileKind,
  known: KnownNames,
): string[] {
  const tag = `<${node.name ?? ""}>`;
  const component = componentNamed(node.name);
  if (!component?.in.includes(kind)) {
    const mend = `Remove ${tag}: the only tags ${places[kind]} may use are ${componentsIn(kind)}.`;
    return [mend, ...whyCode(node)];
  }
  const mends = [...whyCode(node), ...whyAttributes(node, component.attributes)];
  const hasWords = plainText(node, () => "") !== "";
  if (component.holdsWords && !hasWords)
    mends.push(`Write words between ${tag} and </${node.name}>.`);
  if (!component.holdsWords && node.children?.length) {
    mends.push(`Write ${tag} with nothing inside: <${node.name} … />.`);
  }
  if (component.isBlock && node.type !== "mdxJsxFlowElement") {
    mends.push(`Put ${tag} on lines of its own, an empty line before and after.`);
  }
  if (node.name === "Scenario" && around.length > 1) {
    mends.push("Place this scenario by itself, not inside a paragraph, a list or a tag.");
  }
  if (component.isLink && around.some(isLink)) mends.push(`Take ${tag} out of the link around it.`);
  const unknown = mends.length === 0 ? whyUnknown(node, known) : null;
  return unknown ? [unknown] : mends;
}

/** Whether a node becomes an address people can follow; there can be no other inside. */
export function isLink(node: Node): boolean {
  return node.type === "link" || (isElement(node) && Boolean(componentNamed(node.name)?.isLink));
}

const places: Record<FileKind, string> = {
  policy: "the policy",
  lesson: "a lesson",
  statement: "the statement",
  privacy: "a privacy notice",
  letter: "a letter",
};

function whyCode(node: Node): string[] {
  const mend = `Remove what stands in braces in <${node.name}>: content is words, not code.`;
  return node.attributes?.some(isCode) ? [mend] : [];
}

function isCode({ type, value }: Attribute): boolean {
  return type !== "mdxJsxAttribute" || (typeof value === "object" && value !== null);
}

function whyAttributes(node: Node, wanted: string[]): string[] {
  const given = (node.attributes ?? []).flatMap(({ name }) => name ?? []);
  const superfluous = given.filter((name) => !wanted.includes(name));
  const repeated = given.filter((name, index) => given.indexOf(name) !== index);
  const missing = wanted.filter(
    (wantedName) =>
      !attributeOf(node, wantedName)?.trim() &&
      !node.attributes?.some((given) => given.name === wantedName && isCode(given)),
  );
  return [
    ...superfluous.map((name) => `Remove ${name} from <${node.name}>.`),
    ...repeated.map((name) => `Write ${name} only once in <${node.name}>.`),
    ...missing.map((name) => `Add ${name}="…" to <${node.name}>.`),
  ];
}
