import { z } from "zod";
import { scenarioPlace } from "./components.ts";
import type { Fault } from "./fault.ts";
import { clauseId, count, words } from "./fields.ts";
import { openFrontMatter } from "./front-matter.ts";
import type { FrozenLesson, FrozenScenario } from "./frozen-version.ts";
import type { KnownNames } from "./known-names.ts";
import { renderWords } from "./render.ts";
import { type ReadScenario, readScenario } from "./scenario.ts";
import type { FoundWords } from "./words.ts";
import type { YamlFile } from "./yaml-file.ts";

const fields = z.strictObject({
  title: words(60),
  summary: words(300),
  minutes: count(2, 5),
  teaches: z.array(clauseId).min(1),
  scenarios: z.array(z.unknown()).min(1),
});

/** A lesson as far as it could be read. `lesson` is null when the file has faults of its own. */
export type LessonFile = {
  path: string;
  track: string;
  number: number;
  slug: string;
  lesson: FrozenLesson | null;
  /** Clauses it says it teaches; null when that cannot be read. */
  teaches: string[] | null;
  scenarios: ReadScenario[];
  front: YamlFile;
};

/** Reads one lesson: its front matter, its scenarios, and its words split where scenarios are placed. */
export async function readLesson(
  text: string,
  path: string,
  known: Omit<KnownNames, "scenarios">,
  faults: Fault[],
): Promise<LessonFile | null> {
  const name = /([^/]+)\/(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/.exec(path);
  const fault = (line: number, mend: string) => faults.push({ file: path, line, mend });
  if (!name) fault(1, "Name this file by number and slug, for example 03-speak-for-yourself.mdx.");
  const parts = openFrontMatter(text, path, faults);
  if (!parts || !name) return null;
  const [, track = "", number = "", slug = ""] = name;

  const before = faults.length;
  const { front } = parts;
  const said = front.read(fields);
  const given = front.valueAt(["scenarios"]);
  const ids = Array.isArray(given) ? given.map(idOf) : [];
  const scenarios = ids.flatMap((_, index) => readScenario(front, index) ?? []);
  const read = await renderWords(parts.words, "lesson", { ...known, scenarios: ids }, fault);
  if (read) notePlaces(front, ids, read.placed, fault);

  const place = { path, track, number: Number(number), slug };
  const file = { ...place, teaches: said?.teaches ?? null, scenarios, front };
  if (!said || !read?.html || faults.length > before) return { ...file, lesson: null };
  const { title, summary, minutes, teaches } = said;
  const pieces = splitAtScenarios(read.html);
  const lesson = { slug, title, summary, minutes, teaches, terms: read.terms, pieces };
  return { ...file, lesson: { ...lesson, scenarios: inPlacedOrder(scenarios, read.placed) } };
}

function notePlaces(
  front: YamlFile,
  ids: string[],
  placed: FoundWords["placed"],
  fault: (line: number, mend: string) => void,
): void {
  for (const id of new Set(ids.filter(Boolean))) {
    const [first, ...more] = placed.filter((place) => place.id === id);
    if (!first) {
      const mend = `Place this scenario in the words below: <Scenario id="${id}" />.`;
      front.fault(["scenarios", ids.indexOf(id), "id"], mend);
    }
    for (const { line } of more) {
      fault(line, `Place scenario \`${id}\` only once: it stands on line ${first?.line} already.`);
    }
  }
}

/** The id a scenario was given, or no text where it was given none. */
function idOf(entry: { id?: unknown } | null): string {
  return typeof entry?.id === "string" ? entry.id : "";
}

function splitAtScenarios(html: string): FrozenLesson["pieces"] {
  const parts = html.split(scenarioPlace);
  return parts.flatMap((part, index): FrozenLesson["pieces"] => {
    if (index % 2 === 1) return [{ scenario: part }];
    return part.trim() === "" ? [] : [{ html: part.trim() }];
  });
}

/** As the reader meets them, whatever their order in the front matter. */
function inPlacedOrder(scenarios: ReadScenario[], placed: FoundWords["placed"]): FrozenScenario[] {
  const place = ({ id }: FrozenScenario) => placed.findIndex((one) => one.id === id);
  return scenarios
    .map(({ index: _, choices, ...scenario }) => ({
      ...scenario,
      choices: choices.map(({ index: _, ...choice }) => choice),
    }))
    .toSorted((one, other) => place(one) - place(other));
}
