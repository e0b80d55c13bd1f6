// Severing: words HR marked are taken out of every text of an export, wherever they stand in it.
import type { CaseExport } from "./case-export.ts";
import { isIn } from "./case-export.ts";

/** Words to be removed, as they were pasted; `ground` is what the mark in their place says. */
export type Mark = { id: number; words: string; ground: string };

/** A text of an export that can be severed: its place, for people. */
export type Place = { key: string; where: string; words: string };

/** What was removed in one place for one mark. `length`: characters of each, as the export had them. */
export type Removed = { mark: number; where: string; ground: string; lengths: number[] };

/** Parts that are no words of the case: ids, days, digests, what was chosen, and the City's own policy. */
const machine = new Set([
  ...["id", "ids", "act", "choice", "kind", "form_id", "words_sha256", "sha256", "at", "on"],
  ...["due_on", "filed_on", "added_on", "sunset_on", "posted_from", "posted_until", "made_at"],
  ...["file", "files", "ledger", "measure", "outcome", "clause", "cited", "quoted", "policy"],
  ...["stage", "locale", "time_zone", "label", "ground", "media_type", "details", "what"],
  ...["number", "issuer", "signpost_case"],
]);

/** Every text of an export that can be severed, in order, each with where it stands. */
export function placesOf(exported: CaseExport): Place[] {
  const places: Place[] = [];
  walk(exported, (words, key, where) => {
    places.push({ key, where, words });
    return words;
  });
  return places;
}

/** Takes the words of marks out of every text; whoever reads it learns where, why and how much, and nothing else. */
export function severTexts(
  exported: CaseExport,
  marks: Mark[],
): { exported: CaseExport; removed: Removed[] } {
  const removed: Removed[] = [];
  const severed = walk(exported, (words, _, where) => severText(words, where, marks, removed));
  return { exported: severed, removed };
}

/** The spans of a text that stand there as a mark has them: the same words, however they are spaced or capitalized. */
export function spansOf(words: string, text: string): { from: number; until: number }[] {
  const pattern = patternOf(words);
  return pattern
    ? [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
        ...{ from: index, until: index + found.length },
      }))
    : [];
}

function severText(text: string, where: string, marks: Mark[], removed: Removed[]): string {
  const spans = marks.flatMap((mark) => {
    const found = spansOf(mark.words, text);
    if (found.length > 0) {
      const lengths = found.map(({ from, until }) => until - from);
      removed.push({ mark: mark.id, where, ground: mark.ground, lengths });
    }
    return found.map((span) => ({ ...span, grounds: [mark.ground] }));
  });
  // Passages that overlap go together: nothing of either is left between two marks.
  const merged: typeof spans = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from < last.until) {
      last.until = Math.max(last.until, span.until);
      last.grounds = [...new Set([...last.grounds, ...span.grounds])];
    } else merged.push({ ...span });
  }
  return merged.reduceRight(
    (rest, { from, until, grounds }) =>
      `${rest.slice(0, from)}${markOf(grounds.join("; "))}${rest.slice(until)}`,
    text,
  );
}

/** What stands where something was removed. */
export const markOf = (ground: string): string => `[removed: ${ground}]`;

function patternOf(words: string): RegExp | null {
  const parts = words.normalize("NFC").trim().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return null;
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
  const isWord = /[\p{L}\p{N}]/u;
  const [first, last] = [words.trim().at(0) ?? "", words.trim().at(-1) ?? ""];
  const before = isWord.test(first) ? "(?<![\\p{L}\\p{N}])" : "";
  const after = isWord.test(last) ? "(?![\\p{L}\\p{N}])" : "";
  return new RegExp(`${before}${escaped}${after}`, "giu");
}

/** Goes through every text that can be severed, and answers the export with what `change` makes of each. */
function walk(
  exported: CaseExport,
  change: (words: string, key: string, where: string) => string,
): CaseExport {
  const go = (value: unknown, path: string[]): unknown => {
    if (typeof value === "string") return change(value, path.join("."), whereIs(exported, path));
    if (Array.isArray(value)) return value.map((one, index) => go(one, [...path, String(index)]));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        machine.has(name) ? part : go(part, [...path, name]),
      ]),
    );
  };
  return go(exported, []) as CaseExport;
}

/** Where a text stands, in words. */
function whereIs(exported: CaseExport, [list = "", index = "", part = "", at = ""]: string[]) {
  const row = Number(index);
  if (list === "acts") {
    const act = exported.acts[row];
    if (!act || !isIn(act)) return "An act that is left out";
    const what = part === "texts" ? act.texts[Number(at)]?.label : partWords[part];
    return `Act ${act.number}, ${what?.toLowerCase() ?? part}`;
  }
  if (list === "reports") {
    const report = exported.reports[row];
    const text = report && isIn(report) ? report.texts[Number(at)] : undefined;
    return `Report ${report?.number}, ${text?.label.toLowerCase() ?? part}`;
  }
  if (list === "allegations" && part === "standing") {
    const allegation = exported.allegations[row];
    return `Allegation of act ${allegation?.number}, ${allegation?.standing[Number(at)]?.label.toLowerCase()}`;
  }
  if (list === "evidence") {
    const file = exported.evidence[row];
    const text = part === "texts" && file && isIn(file) ? file.texts[Number(at)] : undefined;
    return `File ${row + 1}, ${text?.label.toLowerCase() ?? partWords[part] ?? part}`;
  }
  return partWords[list] ?? list;
}

const partWords: Record<string, string> = {
  sentence: "what was done",
  by: "who did it",
  person: "whom it concerns",
  letter: "the letter",
  name: "its name",
  added_by: "who added it",
  respondents: "The list of respondents",
  witnesses: "The list of witnesses",
  allegations: "The allegations",
  discipline: "The discipline",
  views: "Who saw what",
  made_by: "Who made the export",
};
