import { getMDXComponent } from "mdx-bundler/client/index.js";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { compileWords } from "./compile.ts";
import { components } from "./components.ts";
import { addressHeadings, type Heading } from "./headings.ts";
import type { KnownNames } from "./known-names.ts";
import { letterText } from "./letter-text.ts";
import { setParagraphs } from "./paragraphs.ts";
import { spellOut } from "./spell-out.ts";
import type { FileKind } from "./vocabulary.ts";
import { type Node, plainLines } from "./word-tree.ts";
import { type FoundWords, readWords } from "./words.ts";

/** Words as checked and rendered. `html` is null when anything in them was refused. */
type RenderedWords = FoundWords & {
  headings: Heading[];
  html: string | null;
  /** The same words without markup, a paragraph or list item a line. */
  text: string;
};

/**
 * Checks one file's words and renders them to static HTML without classes; null when they cannot be
 * parsed. From refused words nothing is left to compile, and nothing compiled of them ever runs.
 */
export async function renderWords(
  words: string,
  kind: FileKind,
  known: KnownNames,
  fault: (line: number, mend: string) => void,
): Promise<RenderedWords | null> {
  let read: RenderedWords | null = null;
  let isRefused = false;
  const refuse = (line: number, mend: string) => {
    isRefused = true;
    fault(line, mend);
  };
  const look = (tree: Node) => {
    const found = readWords(tree, kind, known, refuse);
    const taken = found.clauses.map(({ id }) => id);
    read = {
      ...found,
      headings: kind === "policy" ? addressHeadings(tree, taken) : [],
      html: null,
      text: "",
    };
    if (isRefused) {
      tree.children = [];
      return;
    }
    setParagraphs(tree);
    spellOut(tree, kind, known);
    read.text = kind === "letter" ? letterText(tree) : plainLines(tree);
  };

  const compiled = await compileWords(words, look);
  if ("mend" in compiled) refuse(compiled.line, compiled.mend);
  else if (!isRefused && read) {
    const page = getMDXComponent(compiled.code);
    const html = renderToStaticMarkup(createElement(page, { components }));
    return { ...(read as RenderedWords), html };
  }
  return read;
}
