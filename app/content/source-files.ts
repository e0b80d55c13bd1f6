import { readdir, readFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { compareText, type Fault } from "./fault.ts";

/** The text of every content file, normalized, by its path from the parent of the content folder. */
type SourceFiles = Map<string, string>;

/** Where each kind of file stands, below the content folder. Other files are named as faults. */
const places = [
  /^organization\.yaml$/,
  /^policy\/(policy|statement)\.mdx$/,
  /^lessons\/[^/]+\/[^/]+\.mdx$/,
  /^privacy\/[a-z0-9-]+\.mdx$/,
  /^letters\/[^/]+\.mdx$/,
];

/**
 * Reads every content file below `folder`, with line ends and trailing white space normalized, so that
 * an editor's habits never look like a new policy.
 */
export async function readSourceFiles(
  folder: string,
): Promise<{ files: SourceFiles; faults: Fault[] }> {
  const files: SourceFiles = new Map();
  const faults: Fault[] = [];
  for (const path of await pathsBelow(folder)) {
    const file = `${basename(folder)}/${path}`;
    const add = (line: number, mend: string) => faults.push({ file, line, mend });
    if (!places.some((place) => place.test(path))) {
      if (path.includes("/")) {
        add(1, "Move this file away: content/README.md says which files have a place here.");
      }
      continue;
    }
    const text = decode(await readFile(join(folder, path)));
    if (text === null) {
      add(1, "Save this file as UTF-8 text.");
      continue;
    }
    const control = text.split("\n").findIndex((line) => hasControlCharacter(line));
    if (control >= 0) add(control + 1, "Remove the control character on this line.");
    else files.set(file, text);
  }
  return { files, faults };
}

/**
 * SHA-256 over the canonical JSON of the normalized files by path. It depends on what stands in the folder
 * only: neither its own name nor an upgrade of a library changes it.
 */
export function sourceDigestOf(files: SourceFiles): string {
  const below = [...files].map(([file, text]) => [file.slice(file.indexOf("/") + 1), text]);
  return sha256Hex(canonicalJson(Object.fromEntries(below)));
}

async function pathsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !path.split("/").some((name) => name.startsWith(".")))
    .sort(compareText);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return normalize(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function normalize(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  return `${lines.join("\n").trimEnd()}\n`;
}

function hasControlCharacter(line: string): boolean {
  return /[^\P{Cc}\t]/u.test(line);
}
