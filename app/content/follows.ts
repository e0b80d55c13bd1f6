import { canonicalJson } from "../ledger/canonical.ts";
import type { FrozenContent, FrozenLesson } from "./frozen-version.ts";
import { plainLines, plainWords } from "./html-lines.ts";
import { attributeOf, type HtmlElement, readHtml } from "./html-tree.ts";
import { entry } from "./passage-names.ts";

/**
 * Whether a value of frozen content only repeats, for looking up, what stands elsewhere in it: then a
 * difference is shown where it stands, and not a second time. What does not follow exactly is never left out.
 */
export function followsFromTheRest(
  content: FrozenContent,
  path: string[],
  value: unknown,
): boolean {
  const [top, second, third] = path;
  const last = path.at(-1);
  if (top === "policy" && second === "contents") return same(value, headingsOf(content));
  if (top === "policy" && second === "clauses" && last === "text" && path.length === 4) {
    return value === clauseWords(content).get(third ?? "");
  }
  if (top === "policy" && second === "clauses" && last === "term") return value === null;
  if (top === "organization" && second === "tracks" && path.length === 2) {
    return same(
      value,
      content.tracks.map(({ lessons: _, ...track }) => track),
    );
  }
  if (top === "tracks" && third === "lessons" && last === "terms" && path.length === 5) {
    return same(value, termsOf(lessonAt(content, path)));
  }
  return false;
}

/** Whether `text` says without markup what `html` beside it says with it. */
export function isPlainOf(html: unknown, text: unknown): boolean {
  return typeof html === "string" && plainLines(html) === text;
}

const same = (one: unknown, other: unknown) =>
  canonicalJson(one as never) === canonicalJson(other as never);

function lessonAt({ tracks }: FrozenContent, path: string[]): FrozenLesson | undefined {
  const track = tracks.find(({ id }) => entry(id) === path[1]);
  return track?.lessons.find(({ slug }) => entry(slug) === path[3]);
}

function headingsOf({ policy }: FrozenContent): FrozenContent["policy"]["contents"] {
  return elementsOf(readHtml(policy.html)).flatMap((element) => {
    const level = { h2: 2, h3: 3 }[element.tag] as 2 | 3 | undefined;
    const id = attributeOf(element, "id");
    return level && id !== null ? [{ id, level, title: plainWords(element) }] : [];
  });
}

const read = new WeakMap<FrozenContent, Map<string, string>>();

function clauseWords(content: FrozenContent): Map<string, string> {
  const known = read.get(content);
  if (known) return known;
  const words = new Map(
    elementsOf(readHtml(content.policy.html)).flatMap((element) => {
      const id = attributeOf(element, "data-clause");
      return id === null ? [] : [[id, plainWords(element)]];
    }),
  );
  read.set(content, words);
  return words;
}

function termsOf(lesson: FrozenLesson | undefined): string[] {
  const html = (lesson?.pieces ?? []).map((piece) => ("html" in piece ? piece.html : "")).join("");
  const links = elementsOf(readHtml(html)).filter(
    (element) => attributeOf(element, "data-term") !== null,
  );
  return [...new Set(links.map((link) => (attributeOf(link, "href") ?? "").replace(/^.*#/, "")))];
}

function elementsOf(element: HtmlElement): HtmlElement[] {
  return element.children.flatMap((node) => ("tag" in node ? [node, ...elementsOf(node)] : []));
}
