import { expect, test } from "vitest";
import { readContent } from "#app/content/read-content.ts";
import { projectFolder } from "#server/settings.ts";

test("the statement is frozen as plain words too, a paragraph or list item a line", async () => {
  const read = await readContent(`${projectFolder}/content`);
  if ("faults" in read) throw new Error("The content has faults.");

  const { text, html } = read.content.statement;

  expect(text.split("\n").length).toBeGreaterThan(4);
  expect(text).not.toMatch(/[<>*_]/);
  const words = (marked: string) => marked.replace(/<[^>]*>/g, " ").match(/\p{L}+/gu)?.length;
  expect(words(text)).toBe(words(html.replace(/&\w+;|&#\w+;/g, " ")));
});
