import { expect, it } from "vitest";
import { linkClauses } from "#app/content/clause-links.ts";
import { clauseLines, plainLines } from "#app/content/html-lines.ts";
import { readContent } from "#app/content/read-content.ts";
import { projectFolder } from "#server/settings.ts";

it("puts a link to its own address behind each clause of a list, and nowhere else", () => {
  const html =
    '<div id="2" data-clause="2"><p>Rules:</p><ul>\n<li><span id="2.a" data-clause="2.a">Be <em>kind</em>.</span></li>\n</ul></div>';
  expect(linkClauses(html)).toBe(
    html.replace("</em>.", '</em>. <a href="#2.a" data-mark="">(2.a)</a>'),
  );
});

it("links every lettered clause of the City's policy, and changes none of its words", async () => {
  const read = await readContent(`${projectFolder}/content`);
  if ("faults" in read) throw new Error("The content has faults.");
  const { html, clauses } = read.content.policy;
  const linked = linkClauses(html);
  const marks = [...linked.matchAll(/ <a href="#([^"]+)" data-mark="">\(\1\)<\/a>/g)];
  expect(marks.map(([, id]) => id)).toEqual(
    Object.keys(clauses).filter((id) => /\.[a-h]$/.test(id)),
  );
  const unmarked = marks.reduce((text, [mark]) => text.replace(mark, ""), linked);
  expect(unmarked).toBe(html);
  expect(plainLines(linked)).toContain(
    "in a polite manner and seek the advice of a supervisor. (6.d)",
  );
});

it("says of each clause what it says, whether clauses stand in it or it in them", () => {
  const lines = clauseLines(
    '<h2 id="a">A</h2><div data-clause="1"><p>One</p><ul><li><span data-clause="1.a">two &amp; <br/>three</span></li></ul></div>',
  );
  const said = [...lines].map(([id, found]) => [id, ...found.map(({ text }) => text)]);
  expect(said).toEqual([
    ["", "A", "Here stands clause 1"],
    ["1", "One", "Here stands clause 1.a"],
    ["1.a", "two & three"],
  ]);
});
