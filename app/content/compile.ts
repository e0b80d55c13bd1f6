import { bundleMDX } from "mdx-bundler";
import type { Node } from "./word-tree.ts";

/**
 * Compiles one file's words to a program that renders them. `look` sees the tree first and may empty it.
 * Words that cannot be parsed give the line and what to change instead.
 */
export async function compileWords(
  words: string,
  look: (tree: Node) => void,
): Promise<{ code: string } | { line: number; mend: string }> {
  try {
    const { code } = await bundleMDX({
      source: words,
      mdxOptions: (options) => ({ ...options, remarkPlugins: [() => look] }),
      esbuildOptions: (options) => ({ ...options, logLevel: "silent" }),
    });
    return { code };
  } catch (error) {
    const problem = parseProblemOf(error);
    if (!problem) throw error;
    return { line: problem.line ?? lineWithin(problem.reason), mend: mendOfProblem(problem) };
  }
}

/** What the parser says: a reason in words, a line, and the part of the parser that stumbled. */
type ParseProblem = { reason: string; line?: number; source?: string };

function parseProblemOf(error: unknown): ParseProblem | null {
  const message = (error as { errors?: { detail?: { cause?: unknown } }[] }).errors?.[0];
  const cause = message?.detail?.cause as Partial<ParseProblem> | undefined;
  return cause?.source && cause.reason ? { ...cause, reason: cause.reason } : null;
}

/** Of a tag that is never closed, the parser says only in its reason where it stands: `<Quote>` (3:1-3:21). */
function lineWithin(reason: string): number {
  return Number(/\((\d+):/.exec(reason)?.[1] ?? 1);
}

function mendOfProblem({ reason, source }: ParseProblem): string {
  if (source === "micromark-extension-mdxjs-esm") {
    return "Remove this `import` or `export`: content is words, not code. Where it is a word, begin the line with another.";
  }
  return `Correct the tags or braces here (${reason}). To be read as it is, < is written \\< and { is written \\{.`;
}
