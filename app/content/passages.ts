import { citeClause } from "./cite-clause.ts";
import { followsFromTheRest, isPlainOf } from "./follows.ts";
import type { FrozenContent } from "./frozen-version.ts";
import { clauseLines, htmlLines } from "./html-lines.ts";
import { type Line, lineOf } from "./line.ts";
import {
  capital,
  entry,
  inReadingOrder,
  isRecord,
  nameField,
  type Part,
  partOf,
  spell,
} from "./passage-names.ts";

/** Something of a version that is compared as one: a clause's words, a question, a setting. */
export type Passage = {
  /** The same for the same thing in two versions. */
  key: string;
  part: Part;
  label: string;
  /** What a change of it would touch: the words of a clause by its id, or what is right in a scenario. */
  touches: { clause: string } | { scenario: string } | null;
  /** The field it was read from. A last resort is shown only where nothing else of its field differs. */
  field: string;
  isLastResort: boolean;
  /** The passage whose heading says the same: this one is not shown beside it where both are new or gone. */
  saidBy: string | null;
  lines: Line[];
};

/** Where in the content, by names and entries, and how a person would say it within its part. */
type Place = { path: string[]; names: string[] };

type Walk = { content: FrozenContent; passages: Passage[] };

/**
 * Everything a version holds, as passages. It walks whatever it finds, so that a kind of content added
 * later is compared without being named here; only what a person reads otherwise is read in its own way.
 */
export function readPassages(content: FrozenContent): Passage[] {
  const walk: Walk = { content, passages: [] };
  readRecord(walk, content, { path: [], names: [] });
  return walk.passages;
}

function readValue(walk: Walk, value: unknown, { path, names: said }: Place): void {
  if (followsFromTheRest(walk.content, path, value)) return;
  const { depth } = partOf(walk.content, path);
  const place = { path, names: path.length <= depth ? [] : said };
  const field = path.at(-1);
  if (field === "html" && typeof value === "string") readWords(walk, value, place);
  else if (field === "pieces" && Array.isArray(value)) readPieces(walk, value, place);
  else if (Array.isArray(value)) readList(walk, value, place);
  else if (isRecord(value) && Object.keys(value).length > 0) readRecord(walk, value, place);
  else add(walk, place, { lines: [settingOf(value)], touches: touchedBy(path) });
}

function readRecord(walk: Walk, record: Record<string, unknown>, { path, names }: Place): void {
  const kind = path.at(-1)?.startsWith("=") ? path.at(-2) : path.at(-1);
  for (const [name, value] of inReadingOrder(record)) {
    if (name === "text" && isPlainOf(record.html, value)) continue;
    const said = kind === "clauses" ? names.slice(0, -1) : names;
    readValue(walk, value, { path: [...path, name], names: [...said, nameField(name, kind)] });
  }
}

/** A list of entries that have ids is compared entry by entry; any other line by line, or by place. */
function readList(walk: Walk, list: unknown[], { path, names }: Place): void {
  const ids = idsOf(list);
  if (ids) {
    const lines = ids.map((id) => lineOf(id, "item"));
    const all = [...names.slice(0, -1), spell(path.at(-1) ?? ""), "in this order"];
    add(walk, { path, names: all }, { lines });
    for (const [index, id] of ids.entries()) {
      const { [idFieldOf(list[index])]: _, ...one } = list[index] as Record<string, unknown>;
      const name = nameEntry(names.at(-1) ?? "", id, one);
      const inside = { path: [...path, entry(id)], names: [...names.slice(0, -1), name] };
      readValue(walk, one, inside);
    }
  } else if (list.some((one) => typeof one === "object" && one !== null)) {
    for (const [index, one] of list.entries()) {
      const inside = { path: [...path, `${index}`], names: [...names, `${index + 1}`] };
      readValue(walk, one, inside);
    }
  } else {
    const lines = list.map((one): Line => ({ ...settingOf(one), kind: "item" }));
    add(walk, { path, names }, { lines: list.length > 0 ? lines : [settingOf(list)] });
  }
}

/** Rendered words: the policy's clause by clause, all others as they follow each other. */
function readWords(walk: Walk, html: string, place: Place): void {
  if (place.path[0] === "policy") readClauses(walk, html, place);
  else add(walk, place, { lines: htmlLines(html) });
  addAsWritten(walk, html, place);
}

function readClauses(walk: Walk, html: string, { path }: Place): void {
  const known = walk.content.policy.clauses;
  for (const [id, lines] of clauseLines(html)) {
    if (id === "") {
      add(walk, { path, names: ["headings, and the clauses in their order"] }, { lines });
    } else {
      const key = clauseKey(id);
      const names = [citeClause(known[id]?.label ?? id, id)];
      add(walk, { path, names }, { key, lines, touches: { clause: id } });
    }
  }
}

const clauseKey = (id: string) => `policy / html / clause ${id}`;

/** A lesson's words, with the places of its scenarios. */
function readPieces(walk: Walk, pieces: unknown[], place: Place): void {
  const lines = pieces.flatMap((piece) => {
    const { html, scenario } = isRecord(piece) ? piece : {};
    return typeof html === "string" ? htmlLines(html) : [lineOf(`Scenario “${scenario}”`, "mark")];
  });
  add(walk, place, { lines });
  addAsWritten(walk, pieces, place);
}

/** What only the markup says: shown where the words are the same. */
function addAsWritten(walk: Walk, value: unknown, { path, names }: Place): void {
  const key = `${path.join(" / ")} as written`;
  const lines = [lineOf(typeof value === "string" ? value : JSON.stringify(value))];
  add(walk, { path, names: [...names, "as written"] }, { key, isLastResort: true, lines });
}

function add(
  { content, passages }: Walk,
  { path, names }: Place,
  found: Partial<Passage> & { lines: Line[] },
): void {
  const field = path.join(" / ");
  const { depth: _, ...part } = partOf(content, path);
  const label = capital(names.join(", ")) || part.title;
  const isCitation = path[1] === "clauses" && path.at(-1) === "label";
  const saidBy = isCitation ? clauseKey(path[2] ?? "") : null;
  const usual = { key: field, field, part, label, touches: null, isLastResort: false, saidBy };
  passages.push({ ...usual, ...found });
}

/** What a change of a single value would touch. */
function touchedBy(path: string[]): Passage["touches"] {
  const last = path.at(-1);
  if (path[0] === "policy" && path[1] === "clauses" && last === "text") {
    return { clause: path[2] ?? "" };
  }
  const scenario = path[path.indexOf("scenarios") + 1];
  const isOfKey = path.includes("scenarios") && last === "right" && scenario;
  return isOfKey ? { scenario: scenario.slice(1) } : null;
}

/** A single value as it is read. */
function settingOf(value: unknown): Line {
  const exact = JSON.stringify(value) ?? "undefined";
  const words = { true: "yes", false: "no" }[exact];
  const isSaid = (typeof value === "string" && value !== "") || typeof value === "number";
  return { kind: "plain", text: words ?? (isSaid ? `${value}` : "none"), exact };
}

/** The ids of a list's entries, where each has one of its own. */
function idsOf(list: unknown[]): string[] | null {
  const ids = list.map((one) => (isRecord(one) ? one[idFieldOf(one)] : undefined));
  const areNames = ids.length > 0 && ids.every((id) => typeof id === "string");
  return areNames && new Set(ids).size === ids.length ? (ids as string[]) : null;
}

const idFieldOf = (one: unknown) => (isRecord(one) && "slug" in one ? "slug" : "id");

/** An entry of a list as a person would point at it. */
function nameEntry(kind: string, id: string, one: Record<string, unknown>): string {
  const said = [one.title, one.text, id].find((words) => typeof words === "string") as string;
  const words = said.replace(/^["“]|["”]$/g, "");
  return `${kind} “${words.length > 60 ? `${words.slice(0, 57).trim()}…` : words}”`.trim();
}
