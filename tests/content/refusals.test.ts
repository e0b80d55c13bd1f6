import { afterEach, describe, expect, it } from "vitest";
import { faultsOf, lesson, onlyFaultOf, policy, statement } from "#tests/support/content-folder.ts";
import { onlyFaultIn, renderIn } from "#tests/support/content-words.ts";

/** Programs that would leave a trace if anything ran them. */
const trace = "globalThis.contentRan = true";
const ran = () => Reflect.get(globalThis, "contentRan");

afterEach(() => {
  Reflect.deleteProperty(globalThis, "contentRan");
});

describe("content is words: refused by line, and never executed, is", () => {
  const code: [string, string, RegExp][] = [
    ["an import", 'import x from "node:fs"', /`import` or `export`/],
    ["an export", `export const x = (${trace});`, /`import` or `export`/],
    ["an export of a layout", `export default () => { ${trace} }`, /`import` or `export`/],
    ["an expression by itself", `{${trace}}`, /in braces/],
    ["an expression within words", `Well, {(${trace}, "hm")} then.`, /in braces/],
    ["an end of the process", "{process.exit()}", /in braces/],
    ["a remark", "{/* only a remark */}", /in braces/],
    [
      "an expression as an attribute",
      `<Contact id={(${trace}, "hr")} />`,
      /in braces in <Contact>/,
    ],
    ["a spread", `<Contact {...(${trace}, { id: "hr" })} />`, /in braces in <Contact>/],
    ["a function as an attribute", `<Contact id="hr" onClick={() => { ${trace} }} />`, /in braces/],
  ];
  it.each(code)("%s", async (_, words, mend) => {
    const faults = await faultsOf({ [lesson]: (good) => `${good}\n${words}\n` });
    expect(faults[0]).toMatchObject({
      file: `content/${lesson}`,
      mend: expect.stringMatching(mend),
    });
    expect(faults[0]?.line).toBe(72);
    expect(ran()).toBeUndefined();
  });

  it("an import of a program that stands in the folder", async () => {
    const faults = await faultsOf({
      "lessons/personal/run.mjs": `${trace};`,
      [lesson]: (good) => `${good}\nimport "./run.mjs"\n`,
    });
    expect(faults.map(({ file }) => file)).toEqual([
      `content/${lesson}`,
      "content/lessons/personal/run.mjs",
    ]);
    expect(ran()).toBeUndefined();
  });

  it("front matter that is a program", async () => {
    const { line, mend } = await onlyFaultOf(statement, `---js\n${trace}\n---\n\nWords.\n`);
    expect(line).toBe(1);
    expect(mend).toContain("Begin the file with its front matter");
    expect(ran()).toBeUndefined();
  });

  it("code next to a sound paragraph, in the policy as in the statement", async () => {
    for (const path of [policy, statement]) {
      const { words } = await onlyFaultOf(path, (good) => `${good}\nSound.\n\n{${trace}}\n`);
      expect(words).toBe(`{${trace}}`);
    }
    expect(ran()).toBeUndefined();
  });
});

describe("content is words: no file holds", () => {
  it("HTML", async () => {
    const { mend } = await onlyFaultIn("<script>alert(1)</script>");
    expect(mend).toMatch(
      /^Remove <script>: the only tags a lesson may use are <Scenario>, <Quote>/,
    );
    for (const tag of ["<iframe />", "<b>bold</b>", "<></>", "<img src='x' onerror='y' />"]) {
      expect((await onlyFaultIn(tag)).mend).toContain("Remove <");
    }
  });

  it("a component that is none, whatever it is called", async () => {
    for (const name of ["Clauses", "constructor", "toString", "Fragment", "a.b", "wrapper"]) {
      expect((await onlyFaultIn(`<${name} />`)).mend).toContain(`Remove <${name}>`);
    }
  });

  it("a component of another kind of file", async () => {
    const { mend } = await onlyFaultIn('<Clause id="9" label="section 9">Mine.</Clause>');
    expect(mend).toContain("Remove <Clause>: the only tags a lesson may use");
    const { mend: other } = await onlyFaultIn('<Scenario id="rink" />', "statement");
    expect(other).toContain("the only tags the statement may use are <Contact>, <Document>.");
  });

  it("a link that does more than lead somewhere", async () => {
    for (const address of [
      ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"],
      ...["//evil.example", "/\\evil.example", "http://plain.example", "relative", "file:///etc"],
      ...["java&#x0A;script:alert(1)", "&#x6A;avascript:alert(1)", "%6Aavascript:x", "\\/\\/evil"],
    ]) {
      const { mend } = await onlyFaultIn(`See [this](${address}).`);
      expect(mend).toContain("https:, mailto:, tel:, / or #");
    }
  });

  it("a link to a clause that is not there", async () => {
    expect((await onlyFaultIn("See [this](/policy#9.z).")).mend).toContain("no clause `9.z`");
  });

  it("a link in a link", async () => {
    const { mend } = await onlyFaultIn(
      '[See <Term id="1.town">the Town</Term>](https://a.example)',
    );
    expect(mend).toContain("Take <Term> out of the link around it");
    const { mend: other } = await onlyFaultIn('<Term id="1.town">[the Town](/policy)</Term>');
    expect(other).toContain("Take this link out of the link around it");
  });

  it("anything else that Markdown can say", async () => {
    for (const words of [
      ...["![a](https://a.example/b.png)", "> quoted", "`code`", "```\ncode\n```", "Then\n\n***"],
      ...["[a][b]\n\n[b]: https://a.example", "![a][b]\n\n[b]: https://a.example"],
    ]) {
      const { faults, html } = await renderIn("lesson", words);
      expect(faults.length).toBeGreaterThan(0);
      expect(html).toBeNull();
    }
  });

  it("a heading of the first level", async () => {
    expect((await onlyFaultIn("# Loud")).mend).toContain("Begin this heading with ##");
  });

  it("a tag or a brace that is left open", async () => {
    const { line, mend } = await onlyFaultIn('Hm.\n\n<Quote clause="2.a">\n\nBe kind');
    expect(line).toBe(3);
    expect(mend).toContain("Correct the tags or braces here");
    expect((await onlyFaultIn("Brackets { and more")).mend).toContain("\\{");
    expect((await onlyFaultIn("less <more")).mend).toContain("\\<");
  });

  it("a word that looks like code at the beginning of a line, and the mend says so", async () => {
    const { line, mend } = await onlyFaultIn("Yes.\n\nimport duties are high here");
    expect(line).toBe(3);
    expect(mend).toContain("begin the line with another");
  });

  it("two faults of which only one is named", async () => {
    const faults = await faultsOf({
      [lesson]: (good) => `${good}\n{1}\n\n<b>{2}</b>\n\n[x](ftp://y)\n`,
      [statement]: (good) => `${good}\n{3}\n`,
    });
    expect(faults.map(({ file, line }) => `${file.split("/").at(-1)}:${line}`)).toEqual([
      ...["01-be-kind.mdx:72", "01-be-kind.mdx:74", "01-be-kind.mdx:74", "01-be-kind.mdx:76"],
      "statement.mdx:7",
    ]);
  });
});
