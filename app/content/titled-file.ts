import { z } from "zod";
import type { Fault } from "./fault.ts";
import { words } from "./fields.ts";
import { openFrontMatter } from "./front-matter.ts";
import type { KnownNames } from "./known-names.ts";
import { renderWords } from "./render.ts";

const fields = z.strictObject({ title: words(120) });

/** Reads a file of a title and words: the statement, or a privacy notice. Null when it has faults. */
export async function readTitledFile(
  text: string,
  path: string,
  kind: "statement" | "privacy",
  known: KnownNames,
  faults: Fault[],
): Promise<{ title: string; html: string; text: string } | null> {
  const parts = openFrontMatter(text, path, faults);
  if (!parts) return null;
  const title = parts.front.read(fields)?.title;
  const fault = (line: number, mend: string) => faults.push({ file: path, line, mend });
  const rendered = await renderWords(parts.words, kind, known, fault);
  if (rendered?.html === "") fault(1, "Write the words below the front matter.");
  return title && rendered?.html ? { title, html: rendered.html, text: rendered.text } : null;
}
