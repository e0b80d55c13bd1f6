import { compareText } from "./fault.ts";
import type { FrozenContent } from "./frozen-version.ts";

/** How an entry of a list stands in a path: by its id, so that it is the same entry wherever it stands. */
export const entry = (id: string) => `=${id}`;

/** A part of frozen content as a reader knows it: the policy, a lesson, a letter. */
export type Part = { key: string; title: string };

/** Names of fields as a person says them; a field without one is spelled from its own name. */
const fieldWords: Record<string, string> = {
  ask: "question",
  "documents ask": "whom to ask",
  authority: "authority",
  approvedOn: "date approved",
  brandDark: "brand, in the dark",
  choices: "choice",
  clauses: "clause",
  contacts: "contact",
  distribution: "distribution",
  documents: "document",
  employmentTypes: "employment type",
  html: "words",
  label: "how it is cited",
  lessons: "lesson",
  pieces: "words",
  revises: "revises",
  right: "is right",
  scenarios: "scenario",
  teaches: "teaches the clauses",
  term: "defined word",
  terms: "definitions linked to",
  text: "words",
};

const topWords: Record<string, string> = {
  format: "Format of a version",
  letters: "Letter",
  organization: "Settings of the organization",
  policy: "The policy",
  privacy: "Privacy notice",
  statement: "The statement",
  tracks: "Tracks",
};

/** The order in which a person reads; what is not named here follows, by name. */
const readingOrder = [
  ...["policy", "statement", "tracks", "privacy", "letters", "organization"],
  ...[
    "title",
    "number",
    "approvedOn",
    "methodOfApproval",
    "fileNumber",
    "summary",
    "minutes",
    "teaches",
  ],
  ...[
    "html",
    "pieces",
    "situation",
    "ask",
    "choices",
    "text",
    "right",
    "feedback",
    "clause",
    "quote",
  ],
];

/** A record's fields in the order of reading, whatever the order they are stored in. */
export function inReadingOrder(record: Record<string, unknown>): [string, unknown][] {
  const place = (name: string) => (readingOrder.indexOf(name) + 1 || 1000) - 1;
  return Object.entries(record).sort(
    ([one], [other]) => place(one) - place(other) || compareText(one, other),
  );
}

/** A field's name in words: "days to complete". `kind` is what it is a field of. */
export function nameField(field: string, kind = ""): string {
  if (kind === "clauses") return `clause ${field}`;
  return fieldWords[`${kind} ${field}`] ?? fieldWords[field] ?? spell(field);
}

/** The part that a path of frozen content belongs to, and how many of its names say so. */
export function partOf(content: FrozenContent, path: string[]): Part & { depth: number } {
  const [top = "", second = "", third, fourth = ""] = path;
  const word = topWords[top] ?? capital(spell(top));
  if (top === "tracks" && second) return partOfTrack(content, second, third, fourth);
  const value = (content as unknown as Record<string, unknown>)[top];
  const holdsParts = isRecord(value) && Object.values(value).every(isRecord);
  if (holdsParts && second && Object.keys(value).length > 0) {
    const titled = (value[second] as { title?: unknown } | undefined)?.title;
    const title = typeof titled === "string" ? titled : spell(second);
    return { key: `${top} ${second}`, title: `${word}: ${title}`, depth: 2 };
  }
  return { key: top, title: word, depth: 1 };
}

function partOfTrack(content: FrozenContent, id: string, field = "", slug = "") {
  const track = content.tracks.find((one) => entry(one.id) === id);
  const lesson = field === "lessons" && track?.lessons.find((one) => entry(one.slug) === slug);
  if (lesson) {
    const title = `Lesson “${lesson.title}” (${track?.title})`;
    return { key: `tracks ${id} lessons ${slug}`, title, depth: 4 };
  }
  return { key: `tracks ${id}`, title: `Track “${track?.title ?? id}”`, depth: 2 };
}

/** With a capital letter at its beginning. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A name as it stands in code, in words. */
export function spell(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();
}
