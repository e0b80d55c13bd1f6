import { describe, expect, it } from "vitest";
import type { FileKind } from "#app/content/vocabulary.ts";
import { contentOf } from "#tests/support/content-folder.ts";
import { renderIn } from "#tests/support/content-words.ts";

async function htmlOf(kind: FileKind, words: string) {
  const { html, faults } = await renderIn(kind, words);
  expect(faults).toEqual([]);
  return html;
}

const lessonHtml = (words: string) => htmlOf("lesson", words);
const policyHtml = (words: string) => htmlOf("policy", words);

describe("rendered words", () => {
  it("are semantic HTML without classes, styles or scripts", async () => {
    const { content } = await contentOf();
    const html = JSON.stringify(content);
    expect(html).not.toMatch(/ (class|className|style|on\w+)=/);
    const tags = new Set(html.match(/<([a-z0-9]+)/g));
    expect([...tags].sort()).toEqual([
      "<a",
      "<blockquote",
      "<cite",
      "<data",
      "<div",
      "<em",
      "<footer",
      "<h2",
      "<h3",
      "<li",
      "<p",
      "<span",
      "<ul",
    ]);
  });

  it("have addresses on clauses, definitions and the policy's headings only", async () => {
    const { content } = await contentOf();
    const { html, ...rest } = content.policy;
    const addresses = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(addresses.sort()).toEqual(
      [...Object.keys(rest.clauses), ...rest.contents.map(({ id }) => id)].sort(),
    );
    expect(JSON.stringify({ ...content, policy: rest })).not.toContain(" id=");
  });

  it("show every character of markup as it is read", async () => {
    expect(
      await lessonHtml('\\<script>alert(1)\\</script> & "x" &lt;hr data-scenario="rink"/>'),
    ).toBe(
      "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &lt;hr data-scenario=&quot;rink&quot;/&gt;</p>",
    );
  });

  it("quote a clause with a link to it", async () => {
    expect(await lessonHtml('<Quote clause="2.a">\nBe kind\n</Quote>')).toBe(
      '<blockquote cite="/policy#2.a"><p>Be kind</p><footer><a href="/policy#2.a">section 2, first rule (2.a)</a></footer></blockquote>',
    );
    expect(await lessonHtml('<Quote clause="2.a">Be kind</Quote>')).toContain(
      '"><p>Be kind</p><footer>',
    );
  });

  it("link a term to its definition", async () => {
    expect(await lessonHtml('Our <Term id="1.town">Town</Term>.')).toBe(
      '<p>Our <a href="/policy#1.town" data-term="">Town</a>.</p>',
    );
  });

  it("name a contact with the ways to reach it that are known", async () => {
    expect(await lessonHtml('Ask <Contact id="clerk" /> or <Contact id="hr" />.')).toBe(
      '<p>Ask Town Clerk (<a href="tel:3065550100">306-555-0100</a>, <a href="mailto:clerk@birchhollow.example">clerk@birchhollow.example</a>) or Human Resources.</p>',
    );
  });

  it("link a document that has an address, and otherwise say whom to ask", async () => {
    expect(await lessonHtml('See <Document id="conduct" /> and <Document id="chart" />.')).toBe(
      '<p>See <a href="https://birchhollow.example/conduct">Code of Conduct</a> and <cite>Response Chart</cite> (ask Town Clerk).</p>',
    );
  });

  it("put a tag that stands alone into a paragraph of its own", async () => {
    expect(await lessonHtml('<Contact id="hr" />')).toBe("<p>Human Resources</p>");
    expect(await lessonHtml('- <Contact id="hr" />\n- <Document id="chart" />')).toBe(
      "<ul>\n<li>Human Resources</li>\n<li><cite>Response Chart</cite> (ask Town Clerk)</li>\n</ul>",
    );
  });
});

describe("a clause", () => {
  it("that is a part of a sentence stands within its paragraph or its list", async () => {
    expect(await policyHtml('Well, <Clause id="8.a" label="x">one</Clause> and more.')).toBe(
      '<p>Well, <span id="8.a" data-clause="8.a">one</span> and more.</p>',
    );
    expect(await policyHtml('- <Clause id="8.a" label="x">one</Clause>')).toBe(
      '<ul>\n<li><span id="8.a" data-clause="8.a">one</span></li>\n</ul>',
    );
  });

  it("that holds paragraphs or a list stands around them", async () => {
    expect(await policyHtml('<Clause id="8" label="x">\n\none\n\n- two\n\n</Clause>')).toBe(
      '<div id="8" data-clause="8"><p>one</p><ul>\n<li>two</li>\n</ul></div>',
    );
    expect(await policyHtml('- <Clause id="8" label="x">\n\n  one\n\n  two\n\n  </Clause>')).toBe(
      '<ul>\n<li>\n<div id="8" data-clause="8"><p>one</p><p>two</p></div>\n</li>\n</ul>',
    );
  });

  it("may be one of the sentences of a paragraph, itself a clause", async () => {
    const sentences =
      '<Clause id="8" label="x">\n\n<Clause id="8.a" label="y">One.</Clause>\n<Clause id="8.b" label="z">Two.</Clause>\n\n<Clause id="8.c" label="z">Three.</Clause>\n\n</Clause>';
    expect(await policyHtml(sentences)).toBe(
      '<div id="8" data-clause="8"><p><span id="8.a" data-clause="8.a">One.</span> <span id="8.b" data-clause="8.b">Two.</span></p><p><span id="8.c" data-clause="8.c">Three.</span></p></div>',
    );
    const { clauses } = await renderIn("policy", sentences);
    expect(clauses[0]).toMatchObject({ id: "8", clause: { text: "One. Two. Three." } });
  });

  it("never puts a paragraph into a paragraph", async () => {
    const { html } = (await contentOf()).content.policy;
    expect(html).not.toMatch(/<p>(?:(?!<\/p>).)*<(p|div|ul|h\d)/s);
  });
});
