import { foldSpace } from "./fields.ts";
import { attributeOf, type HtmlElement, type HtmlNode, readHtml } from "./html-tree.ts";
import type { Line, LineKind } from "./line.ts";

/** Frozen HTML as lines, by the clause they stand in; "" holds what stands in none. */
type ClauseLines = Map<string, Line[]>;

const blocks = new Set([
  "p",
  "div",
  "ul",
  "ol",
  "li",
  "h2",
  "h3",
  "h4",
  "blockquote",
  "footer",
  "hr",
]);

/**
 * Frozen HTML as lines, a paragraph, heading or list item each. A clause has its own; where it stands
 * within other words, they have a mark.
 */
export function clauseLines(html: string): ClauseLines {
  const lines: ClauseLines = new Map([["", []]]);
  collect(readHtml(html), { clause: "", around: [], lines });
  return lines;
}

/** Frozen HTML as lines, whatever clause they stand in. */
export function htmlLines(html: string): Line[] {
  return [...clauseLines(html).values()].flat();
}

/** The words of frozen HTML without markup: a paragraph or list item a line. */
export function plainLines(html: string): string {
  return plainBlocks(readHtml(html)).join("\n");
}

/** The words of frozen HTML in one line, white space folded. */
export function plainWords(node: HtmlNode): string {
  return foldSpace(roughWords(node));
}

type Place = { clause: string; around: string[]; lines: ClauseLines };

/** Gathers runs of words between blocks and clauses; each becomes a line of the clause it stands in. */
function collect(element: HtmlElement, place: Place): void {
  let run: HtmlNode[] = [];
  const endRun = () => {
    addLine(run, place);
    run = [];
  };
  for (const node of element.children) {
    if (!isBlock(node)) {
      run.push(node);
      continue;
    }
    endRun();
    const id = attributeOf(node, "data-clause");
    if (id === null) collect(node, { ...place, around: [...place.around, node.tag] });
    else {
      linesOf(place).push({
        kind: "mark",
        text: `Here stands clause ${id}`,
        exact: `clause ${id}`,
      });
      collect(node, { clause: id, around: [], lines: place.lines });
    }
  }
  endRun();
}

function addLine(run: HtmlNode[], place: Place): void {
  const text = foldSpace(run.map(readable).join(""));
  if (text === "") return;
  const exact = `${place.around.join(" ")}: ${foldSpace(run.map(written).join(""))}`;
  linesOf(place).push({ kind: kindOf(place.around), text, exact });
}

function linesOf({ clause, lines }: Place): Line[] {
  const found = lines.get(clause) ?? [];
  lines.set(clause, found);
  return found;
}

function isBlock(node: HtmlNode): node is HtmlElement {
  if ("text" in node) return false;
  return (
    blocks.has(node.tag) || attributeOf(node, "data-clause") !== null || node.children.some(isBlock)
  );
}

function kindOf(around: string[]): LineKind {
  if (around.some((tag) => /^h\d$/.test(tag))) return "heading";
  if (around.includes("blockquote")) return "quote";
  return around.includes("li") ? "item" : "plain";
}

/** As it is read, with the address where a link leads out of the portal. */
function readable(node: HtmlNode): string {
  if ("text" in node) return node.text;
  if (node.tag === "br") return " ";
  const words = node.children.map(readable).join("");
  const address = node.tag === "a" ? (attributeOf(node, "href") ?? "") : "";
  return /^https?:/.test(address) ? `${words} [${address}]` : words;
}

/** As it is written, so that no difference of the markup is lost. */
function written(node: HtmlNode): string {
  if ("text" in node) return node.text;
  const { tag, attributes, children } = node;
  return `<${[tag, attributes].filter(Boolean).join(" ")}>${children.map(written).join("")}</${tag}>`;
}

function roughWords(node: HtmlNode): string {
  if ("text" in node) return node.text;
  if (node.tag === "br") return " ";
  const words = node.children.map(roughWords).join("");
  return blocks.has(node.tag) ? ` ${words} ` : words;
}

function plainBlocks(element: HtmlElement): string[] {
  if (!element.children.some((node) => "tag" in node && blocks.has(node.tag))) {
    return [plainWords(element)].filter(Boolean);
  }
  return element.children.flatMap((node) =>
    "tag" in node ? plainBlocks(node) : [foldSpace(node.text)].filter(Boolean),
  );
}
