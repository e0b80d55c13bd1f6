import { basename } from "node:path/posix";
import { z } from "zod";
import type { Fault } from "./fault.ts";
import { words } from "./fields.ts";
import { openFrontMatter } from "./front-matter.ts";
import type { FrozenLetter } from "./frozen-version.ts";
import type { KnownNames } from "./known-names.ts";
import { isLetterKind, type LetterKind, letterKinds } from "./letter-kinds.ts";
import { renderWords } from "./render.ts";

const fields = z.strictObject({ subject: words(120) });

/** A value in a subject: `{due-day}`. */
export const subjectPlace = /\{([^{}]*)\}/g;

/** Reads a letter, named after the kind of notice it is for. Null when it has faults. */
export async function readLetter(
  text: string,
  path: string,
  known: KnownNames,
  faults: Fault[],
): Promise<{ kind: LetterKind; letter: FrozenLetter } | null> {
  const kind = basename(path, ".mdx");
  const fault = (line: number, mend: string) => faults.push({ file: path, line, mend });
  if (!isLetterKind(kind)) {
    const kinds = Object.keys(letterKinds).join(", ");
    fault(1, `Name this file after the notice it is the letter of: ${kinds}.`);
    return null;
  }
  const parts = openFrontMatter(text, path, faults);
  if (!parts) return null;
  const subject = parts.front.read(fields)?.subject;
  const { values } = letterKinds[kind];
  for (const [, name = ""] of subject?.matchAll(subjectPlace) ?? []) {
    if (values.includes(name)) continue;
    const mend = `Name a value of this letter in braces: there is no \`${name}\`, only ${values.join(", ")}.`;
    parts.front.fault(["subject"], mend);
  }
  const rendered = await renderWords(parts.words, "letter", { ...known, letter: kind }, fault);
  if (rendered?.html === "") fault(1, "Write the words below the front matter.");
  return subject && rendered?.html
    ? { kind, letter: { subject, html: rendered.html, text: rendered.text } }
    : null;
}
