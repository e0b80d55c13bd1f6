import type { ReadContent } from "#app/content/read-content.ts";

/**
 * Reads and checks the content files. What compiles them is loaded only now: a portal that serves a frozen
 * version does without, and is some 60 MiB smaller for it.
 */
export async function readContentFiles(folder: string): Promise<ReadContent> {
  const { readContent } = await import("#app/content/read-content.ts");
  return readContent(folder);
}
