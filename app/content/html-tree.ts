/** Frozen HTML as a tree: an element, or a text. `attributes` stay as they are written. */
export type HtmlNode = { tag: string; attributes: string; children: HtmlNode[] } | { text: string };

export type HtmlElement = Extract<HtmlNode, { tag: string }>;

const tags = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*(\/?)>/g;
const neverClosed = new Set(["br", "hr", "img"]);

/**
 * Reads frozen HTML, which the portal rendered itself: without comments, and with every attribute quoted.
 * Nothing is refused: what is no tag is text, and what was not closed ends with the text.
 */
export function readHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: "", attributes: "", children: [] };
  const open = [root];
  const inside = () => open.at(-1) ?? root;
  let at = 0;
  for (const found of html.matchAll(tags)) {
    const [whole, closes, tag = "", attributes = "", closesItself] = found;
    addText(inside(), html.slice(at, found.index));
    at = found.index + whole.length;
    if (closes) {
      const place = open.findLastIndex((element) => element.tag === tag);
      if (place > 0) open.length = place;
      continue;
    }
    const element: HtmlElement = { tag, attributes: attributes.trim(), children: [] };
    inside().children.push(element);
    if (!closesItself && !neverClosed.has(tag)) open.push(element);
  }
  addText(inside(), html.slice(at));
  return root;
}

/** The value of an attribute, or null. */
export function attributeOf({ attributes }: HtmlElement, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? null : plain(value);
}

function addText(element: HtmlElement, text: string) {
  if (text !== "") element.children.push({ text: plain(text) });
}

const spelled: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&amp;": "&",
};

/** Text without the escapes React writes. */
function plain(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#x27|amp);/g, (written) => spelled[written] ?? written);
}
