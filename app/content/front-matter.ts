import type { Fault } from "./fault.ts";
import { openYaml, type YamlFile } from "./yaml-file.ts";

/**
 * An MDX file in its two parts. In `words` the front matter is blanked by empty lines, so that lines keep
 * their numbers and no reader further on takes the front matter for its own: one that begins `---js`
 * would be run as a program by mdx-bundler's.
 */
type TwoParts = { front: YamlFile; words: string };

/** Splits a file at its front matter; null, with a fault noted, where there is none. */
export function openFrontMatter(text: string, file: string, faults: Fault[]): TwoParts | null {
  const lines = text.split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    const mend =
      "Begin the file with its front matter: a line ---, the names and values, a line ---.";
    faults.push({ file, line: 1, mend });
    return null;
  }
  const yaml = ["", ...lines.slice(1, end)].join("\n");
  const words = [...Array(end + 1).fill(""), ...lines.slice(end + 1)].join("\n");
  return { front: openYaml(yaml, file, faults), words };
}
